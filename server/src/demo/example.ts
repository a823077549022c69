import { LibroFirmaError, type ActorId, type JsonObject } from '@libro-firma/engine/plugin';
import { importModule } from '../compose/modules.js';
import type { Settings } from '../settings/load.js';

/** An account that the demo prints. */
export interface ExampleAccount {
  readonly username: string;
  readonly person: ActorId;
  readonly name: string;
  readonly roleLabel: string;
  /** What to try with it, one sentence. */
  readonly does: string;
}

/** What an example package exports as `example`: data only. The server knows no example by name but the default. */
export interface Example {
  /** For the organisation plugin's import. */
  readonly organisation: { readonly people: readonly { readonly id: ActorId; readonly username: string }[] };
  readonly accounts: readonly ExampleAccount[];
  /** In the order in which they are deployed: called ones first. */
  readonly processes: readonly { readonly id: string; readonly xml: string }[];
  /** Who published them; whoever has the first account unless said. */
  readonly publisher?: ActorId;
  /** For the protocol plugin's import: areas, registers with their opening, classification. */
  readonly protocol: object;
  /** For the notification plugin's address book. */
  readonly addressBook: readonly JsonObject[];
  /** Files to try the product with, if the example brings any. */
  readonly files?: () => Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;
}

const PARTS = ['organisation', 'accounts', 'processes', 'protocol', 'addressBook'] as const;

/**
 * The example that the settings name (`demo.example`).
 *
 * @throws LibroFirmaError `server.example-invalid`, and what `importModule` throws
 */
export const importExample = async (settings: Settings): Promise<Example> => {
  const name = settings.demo.example;
  const { example } = await importModule(name, settings.folder);
  if (typeof example === 'object' && example !== null && PARTS.every((part) => part in example))
    return example as Example;
  throw new LibroFirmaError(
    'invalid',
    'server.example-invalid',
    { it: `Il modulo «${name}» non è un esempio: deve esportare «example» con ${PARTS.join(', ')}.` },
    { where: name },
  );
};
