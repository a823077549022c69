import { Button, Card, navigate, say, Select, useState, type JSX, type Option } from '@libro-firma/desk/kit';
import type { RouteAnswer, VersionAnswer } from '../api/route-answers.js';
import { routeHref, versionName } from '../words.js';
import { draftChoice } from './comparison.js';

/** Which two drawings to put side by side. */
export const CompareForm = ({
  route,
  versions,
}: {
  readonly route: RouteAnswer;
  readonly versions: readonly VersionAnswer[];
}): JSX.Element | null => {
  const newest = [...versions].sort((left, right) => right.version - left.version);
  const options: readonly Option[] = [
    ...(route.draft === null ? [] : [{ value: draftChoice, label: say('Bozza', 'Draft') }]),
    ...newest.map(({ version }) => ({ value: String(version), label: versionName(version) })),
  ];
  const [after, setAfter] = useState<string | undefined>(undefined);
  const [before, setBefore] = useState<string | undefined>(undefined);
  if (options.length < 2) return null;
  const to = after ?? options[0]?.value ?? '';
  const from = before ?? options[1]?.value ?? '';
  return (
    <Card title={say('Confronta', 'Compare')}>
      <form
        class="lfm-compare-form"
        onSubmit={(event) => {
          event.preventDefault();
          navigate(`${routeHref(route.id, 'versioni', 'confronta')}?da=${from}&a=${to}`);
        }}
      >
        <Select label={say('Prima', 'Before')} options={options} value={from} onChange={setBefore} />
        <Select label={say('Dopo', 'After')} options={options} value={to} onChange={setAfter} />
        <Button type="submit" variant="outline-primary" disabled={from === to}>
          {say('Confronta', 'Compare')}
        </Button>
      </form>
    </Card>
  );
};
