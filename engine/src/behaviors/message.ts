import type { Move, View } from '../core/moves.js';
import type { Token } from '../core/state.js';
import type { MessageDefinition } from '../model/index.js';

/** Sends a message with the variables that the input mapping made, then goes on. */
export const publish = (message: MessageDefinition, token: Token, view: View, then: Move): readonly Move[] => {
  const key = message.key === undefined ? '' : view.evaluate(message.key);
  if (typeof key !== 'string' && typeof key !== 'number') {
    return [
      {
        move: 'fail',
        code: 'correlation-key',
        message: {
          it: `La chiave del messaggio «${message.name}» non è un testo: vale ${JSON.stringify(key)}.`,
          en: `The key of the message "${message.name}" is no text: it is ${JSON.stringify(key)}.`,
        },
      },
    ];
  }
  return [{ move: 'publish', message: message.name, key: String(key), variables: token.local ?? {} }, then];
};
