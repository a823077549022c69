import type { BadgeKind } from '@libro-firma/desk/kit';
import type { Duplicate, MessageState, RecipientKind } from './answers.js';

export const kindLabels: Readonly<Record<RecipientKind, string>> = {
  person: 'Persona',
  company: 'Impresa',
  administration: 'Amministrazione',
};

export const kindIcons: Readonly<Record<RecipientKind, string>> = {
  person: 'it-user',
  company: 'it-pa',
  administration: 'it-pa',
};

/** Short, for badges; the server's `stateWords` say the same in full. Never that somebody has the mail. */
export const stateLabels: Readonly<Record<MessageState, string>> = {
  accepted: 'Accettata dal server',
  queued: 'In coda',
  failed: 'Rifiutata dal server',
  unknown: 'Esito non noto',
  cancelled: 'Annullata',
  trial: 'Prova: non spedita',
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
  sameEmail: 'stessa e-mail',
  similarName: 'nome simile',
};
