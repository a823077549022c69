import {
  Alert,
  Button,
  Card,
  ErrorAlert,
  ErrorSummary,
  navigate,
  PageHeader,
  RadioGroup,
  say,
  Select,
  serverFieldErrors,
  standingErrors,
  TextField,
  toast,
  useAction,
  useApi,
  useState,
  useUnsaved,
  type FieldErrors,
  type FormField,
  type JSX,
  type Values,
} from '@libro-firma/desk/kit';
import type { ExampleAnswer } from '../api/route-answers.js';
import { routesApi, type NewRouteFrom } from '../api/routes-api.js';
import { useSectors } from '../parts/use-sectors.js';
import { useWideScreen } from '../parts/use-wide-screen.js';
import { routeHref, sectorName } from '../words.js';
import { FileChoice, type ChosenFile } from './file-choice.js';

const longestName = 120;

const fields: readonly FormField[] = [
  { key: 'name', label: say('Nome dell’iter', 'Name of the route'), kind: 'text' },
  { key: 'sector', label: say('Settore', 'Sector'), kind: 'text' },
  { key: 'example', label: say('Esempio', 'Example'), kind: 'text', showWhen: { field: 'begin', is: 'example' } },
  { key: 'file', label: say('File BPMN', 'BPMN file'), kind: 'text', showWhen: { field: 'begin', is: 'file' } },
];

type Begin = 'empty' | 'example' | 'file';

const beginnings: readonly { readonly value: Begin; readonly label: string }[] = [
  { value: 'empty', label: say('Da un foglio vuoto', 'From an empty canvas') },
  { value: 'example', label: say('Da un iter di esempio', 'From an example') },
  { value: 'file', label: say('Da un file .bpmn', 'From a .bpmn file') },
];

interface Entered {
  readonly name: string;
  readonly sector: string;
  readonly begin: Begin;
  readonly example: string;
  readonly file: ChosenFile | undefined;
}

const validate = ({ name, sector, begin, example, file }: Entered): FieldErrors => ({
  ...(name.trim() === '' ? { name: say('Scrivi il nome dell’iter.', 'Write the name of the route.') } : {}),
  ...(sector === '' ? { sector: say('Scegli il settore.', 'Choose the sector.') } : {}),
  ...(begin === 'example' && example === ''
    ? { example: say('Scegli l’esempio da cui partire.', 'Choose the example to begin from.') }
    : {}),
  ...(begin === 'file' && file === undefined ? { file: say('Scegli il file.', 'Choose the file.') } : {}),
});

const sourceOf = ({ begin, example, file }: Entered): NewRouteFrom => {
  if (begin === 'example') return { example };
  return begin === 'file' && file !== undefined ? { xml: file.text } : 'empty';
};

/** "Nuovo iter": its name and sector, and what the drawing begins with. */
export const NewRoutePage = (): JSX.Element => {
  const sectors = useSectors();
  const wide = useWideScreen();
  const examples = useApi<{ readonly items: readonly ExampleAnswer[] }>('/modeler/examples');
  const [entered, setEntered] = useState<Entered>({
    name: '',
    sector: '',
    begin: 'empty',
    example: '',
    file: undefined,
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [sent, setSent] = useState<Values>({});
  const [attempt, setAttempt] = useState(0);
  const [touched, setTouched] = useState(false);
  useUnsaved(touched);
  const change = (part: Partial<Entered>): void => {
    setTouched(true);
    setEntered((before) => ({ ...before, ...part }));
  };
  const create = useAction(async (key: string) => {
    const name = entered.name.trim();
    const route = await routesApi.create({ name, sector: entered.sector, from: sourceOf(entered) }, key);
    setTouched(false);
    toast(say(`Iter «${route.name}» creato.`, `Route “${route.name}” created.`));
    navigate(routeHref(route.id), { force: true });
  });
  const fromServer = create.error === undefined ? {} : serverFieldErrors(fields, create.error);
  const shown = standingErrors(fields, { ...fromServer, ...errors }, sent, { ...entered });
  const chosen = examples.data?.items.find(({ id }) => id === entered.example);
  return (
    <>
      <PageHeader title={say('Nuovo iter', 'New route')} back={{ href: '/modeler', label: say('Iter', 'Routes') }} />
      <form
        class="lf-narrow-page"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = validate(entered);
          setErrors(wrong);
          setSent({ ...entered });
          setAttempt(attempt + 1);
          if (Object.keys(wrong).length === 0) void create.run();
          else create.clear();
        }}
      >
        <ErrorSummary fields={fields} errors={shown} attempt={attempt} />
        {create.error !== undefined && Object.keys(fromServer).length === 0 ? (
          <ErrorAlert error={create.error} title={say('L’iter non è stato creato', 'The route was not created')} />
        ) : null}
        {wide ? null : (
          <Alert>
            {say(
              'Da qui puoi creare l’iter; per disegnarlo serve poi uno schermo più grande.',
              'You can create the route here; drawing it then takes a larger screen.',
            )}
          </Alert>
        )}
        <Card>
          <div class="lf-form">
            <TextField
              id="campo-name"
              label={say('Nome dell’iter', 'Name of the route')}
              help={say('Come lo cercherà chi fa una richiesta: «Nota in uscita».', 'As people will look for it.')}
              required
              maxLength={longestName}
              value={entered.name}
              error={shown['name']}
              autocomplete="off"
              onChange={(name) => change({ name })}
            />
            <Select
              id="campo-sector"
              label={say('Settore', 'Sector')}
              required
              placeholder={say('Scegli…', 'Choose…')}
              value={entered.sector}
              error={shown['sector']}
              options={[{ value: '*', label: sectorName('*', []) }, ...sectors]}
              onChange={(sector) => change({ sector })}
            />
            <RadioGroup
              id="campo-begin"
              label={say('Come cominciare', 'How to begin')}
              options={beginnings}
              value={entered.begin}
              onChange={(begin) => change({ begin: begin as Begin })}
            />
            {entered.begin === 'example' ? (
              <Select
                id="campo-example"
                label={say('Esempio', 'Example')}
                required
                placeholder={say('Scegli…', 'Choose…')}
                value={entered.example}
                error={shown['example'] ?? examples.error?.message}
                help={chosen?.description}
                options={(examples.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(example) => change({ example })}
              />
            ) : null}
            {entered.begin === 'file' ? (
              <FileChoice
                id="campo-file"
                file={entered.file}
                error={shown['file']}
                onChange={(file) => change({ file, ...(entered.name === '' ? { name: file.title } : {}) })}
                onRefused={(file) => {
                  setErrors((before) => ({ ...before, file }));
                  setSent((before) => ({ ...before, file: entered.file }));
                }}
              />
            ) : null}
          </div>
        </Card>
        <div class="lf-form-foot">
          <Button href="/modeler" variant="outline-primary">
            {say('Annulla', 'Cancel')}
          </Button>
          <Button type="submit" icon="it-arrow-right" busy={create.busy}>
            {wide ? say('Crea e disegna', 'Create and draw') : say('Crea l’iter', 'Create the route')}
          </Button>
        </div>
      </form>
    </>
  );
};
