import { confirm, say, toast, useRef, useState, type JSX } from '@libro-firma/desk/kit';
import { EditorError, type Catalogue, type Editor } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import { readBpmnFile, refusalText } from '../parts/bpmn-file.js';
import { adoptProcess, identityOf, type RouteIdentity } from './adopt-process.js';
import { ReplaceDialog, type Replacement } from './replace-dialog.js';
import { ReplacedNotice } from './replaced-notice.js';

interface Asked {
  readonly fileName: string;
  readonly answer: (answer: Replacement | undefined) => void;
}

interface Replaced {
  readonly fileName: string;
  /** The drawing before it. */
  readonly before: string;
}

/** Of a drawing with no process of its own, or with several: what the server knows of the route. */
const unreadable = ({ name }: RouteAnswer): RouteIdentity => ({ name, properties: new Map(), untouched: false });

export interface OpenedFile {
  /** The drawing of a file as this route's, once the person has agreed to lose the one that is shown; else `undefined`. */
  readonly adopt: (fileName: string, xml: string) => Promise<string | undefined>;
  /** What {@link adopt} gave is shown now. */
  readonly shown: (fileName: string) => void;
  /** Chosen with the button: read, asked about and shown. */
  readonly open: (file: File) => Promise<void>;
  /** Something was drawn since. */
  readonly touched: () => void;
  /** Why a chosen file was not opened. */
  readonly refused: string | undefined;
  /** The question, or the way back. */
  readonly notice: JSX.Element | null;
}

/**
 * Files that take the place of the drawing. Nothing is replaced, and so nothing saved, before the person has answered;
 * the drawing before can be had back while the page is open.
 */
export const useOpenedFile = (
  route: RouteAnswer,
  catalogue: Catalogue,
  editor: Editor | undefined,
  onReplaced: () => void,
): OpenedFile => {
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [replaced, setReplaced] = useState<Replaced | undefined>(undefined);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  /** The drawing that the next one takes the place of; none where nothing is worth keeping. */
  const before = useRef<string | undefined>(undefined);
  const drawnSince = useRef(false);

  const ask = (fileName: string): Promise<Replacement | undefined> =>
    new Promise((resolve) => {
      setAsked({
        fileName,
        answer: (given) => {
          setAsked(undefined);
          resolve(given);
        },
      });
    });

  const adopt = async (fileName: string, xml: string): Promise<string | undefined> => {
    if (editor === undefined) return undefined;
    // What cannot be opened is told before anything is asked.
    await identityOf(xml, catalogue);
    const present = await editor.xml();
    const identity = await identityOf(present, catalogue).catch(() => unreadable(route));
    const answer = identity.untouched ? 'keep-identity' : await ask(fileName);
    if (answer === undefined) return undefined;
    before.current = identity.untouched ? undefined : present;
    return adoptProcess(xml, route.id, catalogue, answer === 'keep-identity' ? identity : undefined);
  };

  const shown = (fileName: string): void => {
    drawnSince.current = false;
    setRefused(undefined);
    setReplaced(before.current === undefined ? undefined : { fileName, before: before.current });
    onReplaced();
    toast(say(`Aperto «${fileName}».`, `Opened “${fileName}”.`));
  };

  const open = async (file: File): Promise<void> => {
    setRefused(undefined);
    try {
      const xml = await adopt(file.name, await readBpmnFile(file));
      if (editor === undefined || xml === undefined) return;
      await editor.open(xml);
      shown(file.name);
    } catch (error) {
      setRefused(refusalText(file.name, error));
      if (!(error instanceof EditorError) && !(error instanceof DOMException)) reportError(error);
    }
  };

  const undo = async (): Promise<void> => {
    if (editor === undefined || replaced === undefined) return;
    const sure =
      !drawnSince.current ||
      (await confirm({
        title: say('Annullare l’apertura del file?', 'Undo the opening of the file?'),
        text: say(
          'Tornerà il disegno di prima; quello che hai cambiato dopo l’apertura andrà perso.',
          'The drawing before comes back; what you changed after opening will be lost.',
        ),
        confirmLabel: say('Annulla l’apertura', 'Undo the opening'),
        cancelLabel: say('Resta così', 'Leave it'),
        danger: true,
      }));
    if (!sure) return;
    await editor.open(replaced.before);
    setReplaced(undefined);
    onReplaced();
    toast(say('È tornato il disegno di prima.', 'The drawing before is back.'));
  };

  return {
    adopt,
    shown,
    open,
    touched: () => {
      drawnSince.current = true;
    },
    refused,
    notice: (
      <>
        {replaced === undefined ? null : (
          <ReplacedNotice
            fileName={replaced.fileName}
            onUndo={() => void undo()}
            onClose={() => setReplaced(undefined)}
          />
        )}
        {asked === undefined ? null : (
          <ReplaceDialog fileName={asked.fileName} routeName={route.name} onAnswer={asked.answer} />
        )}
      </>
    ),
  };
};
