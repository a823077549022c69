import { EditorError, type EditorProblem, type Language } from '../contract.js';
import { MAX_XML_BYTES, notBpmn, tooLarge } from '../model/file.js';
import { localized } from '../text/translate.js';

export interface DropListeners {
  /** What to show of a file; `undefined` when the drawing is to stay. */
  readonly adopt: (name: string, xml: string) => Promise<string | undefined>;
  readonly open: (xml: string) => Promise<void>;
  readonly imported: (name: string) => void;
  readonly refused: (problem: EditorProblem) => void;
}

const problemOf = (error: unknown): EditorProblem => {
  if (!(error instanceof EditorError)) reportError(error);
  const { code, text } = error instanceof EditorError ? error : notBpmn(error);
  return { severity: 'error', code, text };
};

/** A file that is dropped on the editor takes the place of the drawing, or is refused with the drawing staying. */
export const listenToDrops = (root: HTMLElement, language: Language, closeWord: string, to: DropListeners): void => {
  const notice = document.createElement('div');
  notice.className = 'lf-editor-refusal';
  notice.setAttribute('role', 'alert');
  root.append(notice);
  const tell = (name: string, problem: EditorProblem): void => {
    const words = document.createElement('p');
    words.textContent = `${name}: ${localized(problem.text, language)}`;
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = closeWord;
    close.addEventListener('click', () => notice.replaceChildren());
    notice.replaceChildren(words, close);
  };
  const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  root.addEventListener('dragover', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    root.classList.add('lf-editor-dropping');
  });
  root.addEventListener('dragleave', (event) => {
    if (event.target === root || !(event.relatedTarget instanceof Node)) root.classList.remove('lf-editor-dropping');
  });
  root.addEventListener('drop', (event) => {
    root.classList.remove('lf-editor-dropping');
    const file = event.dataTransfer?.files[0];
    if (!carriesFile(event) || file === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    notice.replaceChildren();
    const read = async (): Promise<void> => {
      if (file.size > MAX_XML_BYTES) throw tooLarge(file.size);
      const xml = await to.adopt(file.name, await file.text());
      if (xml === undefined) return;
      await to.open(xml);
      to.imported(file.name);
    };
    read().catch((error: unknown) => {
      const problem = problemOf(error);
      tell(file.name, problem);
      to.refused(problem);
    });
  });
};
