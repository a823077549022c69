import { Alert, Button, localized, say, type ApiError, type JSX } from '@libro-firma/desk/kit';
import type { Localized } from '../../editor/contract.js';

interface FailedScenario {
  readonly scenario?: { readonly name: string };
  readonly step?: number;
  readonly elementId?: string;
  readonly problem?: string | Localized;
}

/** A kept scenario that no longer ends as it did: which, where, and what to do. */
export const ScenarioFailure = ({
  error,
  onShow,
}: {
  readonly error: ApiError;
  readonly onShow: (elementId: string) => void;
}): JSX.Element => {
  const { scenario, step, elementId, problem } = error.details as FailedScenario;
  const text = problem === undefined ? error.message : typeof problem === 'string' ? problem : localized(problem);
  const name = scenario?.name ?? '';
  return (
    <Alert
      kind="danger"
      title={say(`Lo scenario «${name}» non finisce più come prima`, `The scenario “${name}” no longer ends as it did`)}
    >
      <p>
        {step === undefined ? '' : say(`Passo ${step + 1}: `, `Step ${step + 1}: `)}
        {text}
      </p>
      <p class="lf-muted">
        {say(
          'Se il cambiamento è voluto, togli lo scenario nella pagina «Scenari» e provane uno nuovo; altrimenti correggi il disegno.',
          'If the change is meant, remove the scenario in “Scenarios” and keep a new one; otherwise mend the drawing.',
        )}
      </p>
      {elementId === undefined ? null : (
        <Button variant="outline-danger" size="xs" onClick={() => onShow(elementId)}>
          {say('Mostra sul disegno', 'Show on the drawing')}
        </Button>
      )}
    </Alert>
  );
};
