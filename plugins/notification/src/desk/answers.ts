/** What the plugin's routes answer, as far as the screens show it. */
export interface Items<T> {
  readonly items: readonly T[];
}

export type RecipientKind = 'person' | 'company' | 'administration';

export interface AddressEntry {
  readonly id: string;
  readonly kind: RecipientKind;
  readonly name: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email: string;
  readonly pec?: string;
  readonly address?: string;
  readonly ipaCode?: string;
  readonly taxCode?: string;
  readonly archived: boolean;
  readonly version: number;
  readonly updatedAt: number;
}

export interface Duplicate {
  readonly entry: AddressEntry;
  readonly because: 'sameEmail' | 'similarName';
}

export type MessageState = 'queued' | 'accepted' | 'failed' | 'unknown' | 'cancelled' | 'trial';

export interface Message {
  readonly id: string;
  readonly caseId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly state: MessageState;
  readonly stateWords: string;
  readonly answer?: string;
  readonly answerCode?: number;
  /** Of the step that sends it; beside its case only. */
  readonly elementId?: string;
  readonly attempts: number;
  readonly maybeTwice: boolean;
  readonly queuedAt: number;
  readonly attemptedAt?: number;
  readonly acceptedAt?: number;
  readonly trial: boolean;
}

/** A step of the case that is tried again by itself, as the server tells it. */
export interface CaseRetry {
  readonly elementId: string;
  readonly dueAt: number;
}

export interface Attachment {
  readonly n: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export interface MessageDetail extends Message {
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  readonly body: string;
  readonly digest?: string;
  readonly size?: number;
  readonly attachments: readonly Attachment[];
}

export interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly text: string;
  readonly caseId?: string;
  readonly trial: boolean;
  readonly createdAt: number;
  readonly readAt?: number;
}

export interface NoticeKind {
  readonly kind: string;
  readonly label: string;
  readonly muted: boolean;
}

export interface ReceivedMail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly size: number;
  readonly receivedAt: number;
}

export interface ReceivedDetail extends ReceivedMail {
  readonly body: string;
  readonly attachments: readonly Attachment[];
}
