import type { JSX } from 'preact';
import { ConfirmDialog } from '../components/dialog.js';
import { createStore, useStore } from './store.js';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel?: string;
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  /** Answers by itself, where nobody has answered before. */
  readonly settled?: Promise<boolean>;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

const asked = createStore<Asked | undefined>(undefined);

/** Asks in a dialog; `false` when it is closed in any other way than by confirming. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    asked.get()?.answer(false);
    const mine: Asked = {
      ...question,
      answer: (yes) => {
        asked.set(undefined);
        resolve(yes);
      },
    };
    asked.set(mine);
    void question.settled?.then((yes) => {
      if (asked.get() === mine) mine.answer(yes);
    });
  });

/** Where the questions of {@link confirm} appear; once, in the shell. */
export const Confirmations = (): JSX.Element | null => {
  const question = useStore(asked);
  if (question === undefined) return null;
  return (
    <ConfirmDialog
      title={question.title}
      confirmLabel={question.confirmLabel}
      cancelLabel={question.cancelLabel}
      danger={question.danger}
      onConfirm={() => question.answer(true)}
      onClose={() => question.answer(false)}
    >
      <p>{question.text}</p>
    </ConfirmDialog>
  );
};
