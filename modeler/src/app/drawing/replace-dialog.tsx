import { Button, Checkbox, Dialog, say, useState, type JSX } from '@libro-firma/desk/kit';

export type Replacement = 'keep-identity' | 'take-identity';

export interface ReplaceDialogProps {
  readonly fileName: string;
  readonly routeName: string;
  /** `undefined`: the drawing stays. */
  readonly onAnswer: (answer: Replacement | undefined) => void;
}

/** Asked before a file takes the place of what is drawn. */
export const ReplaceDialog = ({ fileName, routeName, onAnswer }: ReplaceDialogProps): JSX.Element => {
  const [take, setTake] = useState(false);
  return (
    <Dialog
      title={say('Sostituire il disegno?', 'Replace the drawing?')}
      onClose={() => onAnswer(undefined)}
      actions={
        <>
          <Button variant="outline-primary" onClick={() => onAnswer(undefined)}>
            {say('Tieni il disegno', 'Keep the drawing')}
          </Button>
          <Button variant="danger" onClick={() => onAnswer(take ? 'take-identity' : 'keep-identity')}>
            {say('Sostituisci', 'Replace')}
          </Button>
        </>
      }
    >
      <p>
        {say(
          `Il disegno di «${routeName}» verrà sostituito da quello del file «${fileName}»: tutti i passi, i campi e le condizioni. L’iter tiene il suo nome, il settore e chi può avviarlo.`,
          `The drawing of “${routeName}” will be replaced by that of the file “${fileName}”: all its steps, fields and conditions. The route keeps its name, its sector and who may start it.`,
        )}
      </p>
      <p>
        {say(
          'Il disegno di adesso non va perso subito: dopo l’apertura puoi tornare indietro con «Annulla l’apertura», finché resti in questa pagina.',
          'The present drawing is not lost at once: after opening you can go back with “Undo the opening”, as long as you stay on this page.',
        )}
      </p>
      <Checkbox
        label={say(
          'Prendi dal file anche il nome, il settore e chi può avviarlo',
          'Take the name, the sector and who may start it from the file too',
        )}
        checked={take}
        onChange={setTake}
      />
    </Dialog>
  );
};
