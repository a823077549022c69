import { FieldFrame, say, useDescribed, type JSX } from '@libro-firma/desk/kit';
import { readBpmnFile, refusalText } from '../parts/bpmn-file.js';

export interface ChosenFile {
  readonly name: string;
  readonly text: string;
  /** What the route may be called: the file's name without its ending. */
  readonly title: string;
}

export interface FileChoiceProps {
  readonly id: string;
  readonly file: ChosenFile | undefined;
  readonly error: string | undefined;
  readonly onChange: (file: ChosenFile) => void;
  readonly onRefused: (why: string) => void;
}

const titleOf = (name: string): string => {
  const words = name
    .replace(/\.(bpmn|xml)$/i, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A .bpmn file from this computer. */
export const FileChoice = ({ id, file, error, onChange, onRefused }: FileChoiceProps): JSX.Element => {
  const field = { id, label: say('File BPMN', 'BPMN file'), required: true, error, help: file?.name };
  const described = useDescribed(field);
  const read = (chosen: File): void => {
    readBpmnFile(chosen).then(
      (text) => onChange({ name: chosen.name, text, title: titleOf(chosen.name) }),
      (failure: unknown) => onRefused(refusalText(chosen.name, failure)),
    );
  };
  return (
    <FieldFrame field={field} id={described.id}>
      <input
        {...described}
        class="form-control"
        type="file"
        accept=".bpmn,.xml,application/xml,text/xml"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) read(chosen);
        }}
      />
    </FieldFrame>
  );
};
