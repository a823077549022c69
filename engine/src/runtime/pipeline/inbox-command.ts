import type { CallCommand, Command } from '../../core/index.js';
import type { JsonObject } from '../../plugin/json.js';

/** What an inbox row asks for, in a later commit. */
export type InboxCommand =
  | { readonly kind: 'send'; readonly to: string; readonly command: Command }
  | { readonly kind: 'call'; readonly command: CallCommand }
  | {
      readonly kind: 'publish';
      readonly message: string;
      readonly key: string;
      readonly variables: JsonObject;
      /** When nobody waits for it: until when it is kept. */
      readonly keepUntil: number;
      readonly confidential?: boolean;
      readonly mode: 'live' | 'trial';
      readonly actor: string;
      /** A played trial starts no other case. */
      readonly startsNothing?: boolean;
    }
  /** A kept message and a subscription have met. */
  | { readonly kind: 'match'; readonly messageId: string; readonly message: string; readonly key: string };
