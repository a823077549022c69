/**
 * Kinds of notices that the product itself makes; a route may use others (`lf:header key="kind"`). A person mutes by
 * kind, so a kind says what the notice is about and not how urgent it is.
 */
export const NOTICE_KINDS: Readonly<Record<string, string>> = {
  route: 'Avvisi dagli iter',
  case: 'Le mie richieste: restituzione, conclusione, annullamento',
  voiding: 'Numeri annullati di atti che ho chiesto o firmato',
  mail: 'Invii rifiutati dal server di posta',
};

export const KIND_PATTERN = '^[a-z][a-zA-Z0-9-]{0,31}$';

/** Kinds made by routes are shown by their own name. */
export const kindLabel = (kind: string): string => NOTICE_KINDS[kind] ?? kind;
