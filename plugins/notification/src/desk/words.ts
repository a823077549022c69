import { say, type BadgeKind } from '@libro-firma/desk/kit';
import type { Duplicate, MessageState, RecipientKind } from './answers.js';

export const kindLabels: Readonly<Record<RecipientKind, string>> = {
  person: say('Persona', 'Person'),
  company: say('Impresa', 'Company'),
  administration: say('Amministrazione', 'Administration'),
};

export const kindIcons: Readonly<Record<RecipientKind, string>> = {
  person: 'it-user',
  company: 'it-pa',
  administration: 'it-pa',
};

/** Short, for badges; the server's `stateWords` say the same in full. Never that somebody has the mail. */
export const stateLabels: Readonly<Record<MessageState, string>> = {
  accepted: say('Accettata dal server', 'Taken by the server'),
  queued: say('In coda', 'Queued'),
  failed: say('Rifiutata dal server', 'Refused by the server'),
  unknown: say('Esito non noto', 'Outcome not known'),
  cancelled: say('Annullata', 'Cancelled'),
  trial: say('Prova: non spedita', 'Trial: not sent'),
};

export const stateBadges: Readonly<Record<MessageState, BadgeKind>> = {
  accepted: 'success',
  queued: 'warning',
  failed: 'danger',
  unknown: 'warning',
  cancelled: 'neutral',
  trial: 'trial',
};

export const becauseWords: Readonly<Record<Duplicate['because'], string>> = {
  sameEmail: say('stessa e-mail', 'same e-mail'),
  similarName: say('nome simile', 'similar name'),
};
