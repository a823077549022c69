import { Button, say, usePermission, useRef, type JSX } from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import { DraftStatus } from './draft-notice.js';
import type { DraftState } from './draft-saver.js';

export interface DrawingToolsProps {
  readonly route: RouteAnswer;
  readonly state: DraftState;
  /** Something is typed that cannot be saved. */
  readonly refused: boolean;
  /** The editor stands. */
  readonly ready: boolean;
  readonly onRetry: () => void;
  readonly onOpen: (file: File) => void;
  readonly onSave: (what: 'bpmn' | 'svg') => void;
  readonly onTry: () => void;
  readonly onPublish: () => void;
}

/** The row above the canvas: files, the state of the draft, trial and publication. */
export const DrawingTools = (props: DrawingToolsProps): JSX.Element => {
  const { state, ready } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const mayPublish = usePermission('engine.deploy');
  return (
    <div class="lfm-tools" role="group" aria-label={say('Comandi dell’iter', 'Tools of the route')}>
      <input
        ref={chooser}
        type="file"
        accept=".bpmn,.xml,application/xml,text/xml"
        hidden
        data-file="bpmn"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (file !== undefined) props.onOpen(file);
        }}
      />
      <Button
        variant="outline-primary"
        size="xs"
        icon="it-folder"
        disabled={!ready}
        onClick={() => chooser.current?.click()}
      >
        {say('Apri un file', 'Open a file')}
      </Button>
      <Button
        variant="outline-primary"
        size="xs"
        icon="it-download"
        disabled={!ready}
        onClick={() => props.onSave('bpmn')}
      >
        {say('Scarica BPMN', 'Download BPMN')}
      </Button>
      <Button
        variant="outline-primary"
        size="xs"
        icon="it-download"
        disabled={!ready}
        onClick={() => props.onSave('svg')}
      >
        {say('Scarica SVG', 'Download SVG')}
      </Button>
      <DraftStatus state={state} refused={props.refused} onRetry={props.onRetry} />
      <div class="lfm-tools-end">
        <Button variant="outline-primary" size="xs" icon="it-refresh" disabled={!ready} onClick={props.onTry}>
          {say('Prova', 'Try it')}
        </Button>
        {mayPublish ? (
          <Button size="xs" icon="it-upload" disabled={!ready || state.kind === 'conflict'} onClick={props.onPublish}>
            {say('Pubblica', 'Publish')}
          </Button>
        ) : null}
      </div>
    </div>
  );
};
