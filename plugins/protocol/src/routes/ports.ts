import { CaseAccess, Directory, type Access, type PluginContext, type Tx } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import { z } from 'zod';
import { RegisterHintsKey, type RegisterHints } from '../register-hints.js';
import { Protocol, type Registration } from '../ports.js';
import { VoidingNewsKey, type VoidingNews } from '../voiding-news.js';
import type { Settings } from '../settings.js';
import { Viewer } from './viewer.js';

/** What the routes work with; asked for when a call comes. */
export class RoutePorts {
  readonly #context: PluginContext<Settings>;

  constructor(context: PluginContext<Settings>) {
    this.#context = context;
  }
  get protocol(): Protocol {
    return this.#context.container.get(Protocol);
  }
  get documents(): Documents {
    return this.#context.container.get(Documents);
  }
  get organisation(): Organisation {
    return this.#context.container.get(Organisation);
  }
  get hints(): RegisterHints {
    return this.#context.container.get(RegisterHintsKey);
  }
  get voidingNews(): VoidingNews {
    return this.#context.container.get(VoidingNewsKey);
  }
  get cases(): CaseAccess {
    return this.#context.container.get(CaseAccess);
  }
  viewer(tx: Tx, actor: string): Viewer {
    return new Viewer(tx, actor, { directory: this.#context.container.get(Directory), cases: this.cases });
  }
}

export const READ = 'protocol.register.read';
export const CLASSIFY = 'protocol.classify';
export const VOID = 'protocol.void';
export const OPEN = 'protocol.open';

export const idParams = z.strictObject({ id: z.string().min(1).max(64) });

/** Answers 404 for a registration that the caller may not know of. */
export const registrationAccess = (
  ports: RoutePorts,
  rule: string,
  may: (registration: Registration, onCase: boolean, permissions: ReadonlySet<string>) => boolean,
): Access => ({
  kind: 'rule',
  rule,
  check: async (tx, { actor, params }) => {
    const registration = await ports.protocol.registration(tx, params['id'] ?? '');
    if (registration === undefined) return false;
    return may(registration, await ports.cases.maySee(tx, actor.id, registration.caseId), actor.permissions);
  },
});
