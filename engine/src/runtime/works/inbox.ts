import { LibroFirmaError } from '../../plugin/errors.js';
import type { Said } from '../../plugin/said.js';
import type { CallCommand } from '../../core/index.js';
import type { InboxRow } from '../../store/index.js';
import { saidOf } from '../said-of.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Commit } from '../pipeline/commit.js';
import type { InboxCommand } from '../pipeline/inbox-command.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';
import { aimAtReceivers, deliver, publish, seekReceivers } from './message.js';
import { startInstance } from './start.js';

/** Attempts to start a called process before its call activity becomes an incident. */
const START_ATTEMPTS = 6;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * A command from one instance to another, taken from the inbox. Its row goes in the transaction that carries it out, so
 * it happens exactly once; one that no longer fits (the case has ended) goes without effect.
 */
export class InboxWork implements Work<void> {
  readonly kind = 'inbox';
  private readonly command: InboxCommand;

  constructor(private readonly row: InboxRow) {
    this.command = JSON.parse(row.command) as InboxCommand;
  }

  seek(wants: Wants): void {
    const { command } = this;
    wants.inbox.add(this.row.id);
    if (command.kind === 'call') {
      const { processId, parent, clock } = command.command;
      wants.processIds.add(processId);
      if (clock !== undefined && parent !== undefined) wants.instances.add(parent.instanceId);
    } else if (command.kind !== 'send') seekReceivers(command, wants);
    else {
      wants.instances.add(command.to);
      if ('path' in command.command) wants.path(command.to, command.command.path);
      if (command.command.kind === 'cancel') wants.scopes.set(command.to, 'all');
    }
  }

  aim(commit: Commit, wants: Wants): void {
    const { command } = this;
    if (command.kind === 'publish' || command.kind === 'match') aimAtReceivers(command, commit, wants);
  }

  async carryOut(attempt: Attempt): Promise<void> {
    const row = attempt.commit.inbox.get(this.row.id);
    if (row === undefined) return;
    attempt.commit.inbox.delete(row.id);
    try {
      await this.perform(attempt);
    } catch (error) {
      await attempt.undo();
      if (!isPast(error)) return this.putOff(attempt, row, error);
    }
    attempt.note((book) => book.inbox.drop.push(row.id));
  }

  private async perform(attempt: Attempt): Promise<void> {
    const { command } = this;
    switch (command.kind) {
      case 'send': {
        if (attempt.state(command.to) === undefined) return;
        await attempt.command(command.to, command.command);
        return;
      }
      case 'call':
        return call(attempt, command.command);
      case 'publish': {
        const { kind: _, confidential = false, ...message } = command;
        await publish(attempt, { ...message, confidential });
        return;
      }
      case 'match': {
        const kept = attempt.commit.kept(command.message, command.key).find((one) => one.id === command.messageId);
        if (kept === undefined || !(await deliver(attempt, command, kept.variables))) return;
        attempt.note((book) => {
          if (!book.messages.add.delete(kept.id)) book.messages.drop.add(kept.id);
        });
      }
    }
  }

  /** A handler refused what the command leads to: again later; a call that cannot be started is an incident in the end. */
  private putOff(attempt: Attempt, row: InboxRow, error: unknown): void {
    const attempts = row.attempts + 1;
    if (this.command.kind === 'call' && attempts >= START_ATTEMPTS) {
      failCall(attempt, this.command.command, 'call-failed', saidOf(error));
      attempt.note((book) => book.inbox.drop.push(row.id));
      return;
    }
    const dueAt = attempt.now + Math.min(1_000 * 2 ** attempts, LONGEST_DELAY_MS);
    attempt.note((book) => book.inbox.change.push({ ...row, attempts, dueAt }));
  }
}

/** The step says that there is nothing to do any more. */
const isPast = (error: unknown): boolean =>
  error instanceof LibroFirmaError && /^engine\.(no-such-|instance-ended)/.test(error.code);

const call = async (attempt: Attempt, { processId, ...start }: CallCommand): Promise<void> => {
  const definitionId = attempt.commit.published.get(processId);
  if (definitionId === undefined) {
    failCall(attempt, start, 'process-unknown', {
      it: `La parte «${processId}» che l’iter chiama non è pubblicata: pubblicarla, poi ritentare.`,
      en: `The part "${processId}" that the route calls is not published: publish it, then try again.`,
    });
    return;
  }
  // The time of a played trial may have moved since its process called.
  const { clock = start.clock } = attempt.state(start.parent?.instanceId ?? '')?.instance ?? {};
  await startInstance(attempt, { ...start, definitionId, ...(clock === undefined ? {} : { clock }) });
};

const failCall = (
  attempt: Attempt,
  { parent, instanceId }: Pick<CallCommand, 'parent' | 'instanceId'>,
  code: string,
  message: Said,
): void => {
  if (parent === undefined) return;
  const command: InboxCommand = {
    kind: 'send',
    to: parent.instanceId,
    command: {
      kind: 'endCall',
      token: parent.token,
      path: parent.path,
      instanceId,
      result: { kind: 'failed', code, message },
    },
  };
  const id = attempt.commit.context.newId();
  attempt.note((book) =>
    book.inbox.add.push({ id, dueAt: attempt.now, attempts: 0, command: JSON.stringify(command) }),
  );
};
