import { ErrorAlert, say, Select, Skeleton, useEffect, useMemo, useState, type JSX } from '@libro-firma/desk/kit';
import type { Catalogue, SelectedElement } from '../../editor/contract.js';
import type { InstanceAnswer } from '../api/case-answers.js';
import { definitionXml } from '../api/routes-api.js';
import { Diagram, type Marks } from './diagram.js';

export const PathLegend = (): JSX.Element => (
  <ul class="lf-diagram-legend">
    <li class="lf-legend-visited">{say('già fatto', 'done')}</li>
    <li class="lf-legend-active">{say('dove si trova ora', 'where it stands')}</li>
    <li class="lf-legend-failed">{say('fermo per un problema', 'stopped on a problem')}</li>
  </ul>
);

/** The drawing of a definition, once it has come. */
export const useDefinitionXml = (
  definitionId: string,
): { readonly xml: string | undefined; readonly error: unknown } => {
  const [read, setRead] = useState<{ readonly id: string; readonly xml?: string; readonly error?: unknown }>({
    id: definitionId,
  });
  useEffect(() => {
    let shown = true;
    definitionXml(definitionId).then(
      (xml) => shown && setRead({ id: definitionId, xml }),
      (error: unknown) => shown && setRead({ id: definitionId, error }),
    );
    return () => {
      shown = false;
    };
  }, [definitionId]);
  return read.id === definitionId ? { xml: read.xml, error: read.error } : { xml: undefined, error: undefined };
};

const marksOf = (instance: InstanceAnswer): Marks => {
  const here = new Set([...instance.active, ...instance.failed]);
  return {
    'lf-visited': [...instance.visited.filter((id) => !here.has(id)), ...instance.flows],
    'lf-active': instance.active,
    'lf-failed': instance.failed,
  };
};

export interface CaseDiagramProps {
  readonly instances: readonly InstanceAnswer[];
  readonly catalogue: Pick<Catalogue, 'steps' | 'lfDescriptor'>;
  readonly onSelect?: ((element: SelectedElement | undefined) => void) | undefined;
}

/** The path of a case on the drawing: of the route, or of a route that it called. */
export const CaseDiagram = ({ instances, catalogue, onSelect }: CaseDiagramProps): JSX.Element | null => {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const instance = instances.find(({ instanceId }) => instanceId === chosen) ?? instances[0];
  const { xml, error } = useDefinitionXml(instance?.definitionId ?? '');
  // Compared by what it says, so that reading the same again does not mark again.
  const said = JSON.stringify(instance);
  const marks = useMemo(() => (instance === undefined ? {} : marksOf(instance)), [said]);
  if (instance === undefined) return null;
  return (
    <div class="lfm-case-diagram">
      {instances.length < 2 ? null : (
        <Select
          label={say('Iter mostrato', 'Route shown')}
          options={instances.map(({ instanceId, processName, active }) => ({
            value: instanceId,
            label: active.length > 0 ? say(`${processName} (qui)`, `${processName} (here)`) : processName,
          }))}
          value={instance.instanceId}
          onChange={setChosen}
        />
      )}
      {error !== undefined ? (
        <ErrorAlert error={error} />
      ) : xml === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <Diagram
          xml={xml}
          catalogue={catalogue}
          label={say(`Percorso in «${instance.processName}»`, `Path in “${instance.processName}”`)}
          marks={marks}
          focus={[...instance.failed, ...instance.active, ...instance.visited.slice(-1)].slice(0, 1)}
          legend={<PathLegend />}
          onSelect={onSelect}
        />
      )}
    </div>
  );
};
