import {
  Button,
  Card,
  DateField,
  formatDateTime,
  formatLongDate,
  formatTime,
  isoDate,
  say,
  TextField,
  useAction,
  useState,
  ErrorAlert,
  type JSX,
} from '@libro-firma/desk/kit';
import type { TrialAnswer } from '../api/trial-answers.js';
import { trialsApi } from '../api/routes-api.js';
import { instantInRome } from './rome-time.js';

const hourMs = 3_600_000;
/** When the day of an office begins. */
const MORNING = '09:00';

/** The next morning there is: this day's where it is still to come. */
const nextMorning = (now: number): string =>
  isoDate((instantInRome(isoDate(now), MORNING) ?? 0) > now ? now : now + 24 * hourMs);

/** Steps forward that are one press away. */
const leaps = [
  { label: say('1 ora avanti', '1 hour on'), ms: hourMs },
  { label: say('1 giorno avanti', '1 day on'), ms: 24 * hourMs },
  { label: say('7 giorni avanti', '7 days on'), ms: 7 * 24 * hourMs },
] as const;

export interface TrialClockProps {
  readonly trial: TrialAnswer;
  readonly onTrial: (trial: TrialAnswer) => void;
}

/** The trial's own time, and the ways to move it on. */
export const TrialClock = ({ trial, onTrial }: TrialClockProps): JSX.Element => {
  const [choosing, setChoosing] = useState(false);
  const [day, setDay] = useState(nextMorning(trial.now));
  const [time, setTime] = useState(MORNING);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const next = useAction(async (key: string) => onTrial(await trialsApi.time(trial.caseId, { nextTimer: true }, key)));
  const move = useAction(async (key: string, to: number) => {
    onTrial(await trialsApi.time(trial.caseId, { to }, key));
    setChoosing(false);
  });
  const submit = (): void => {
    const to = instantInRome(day, time);
    if (to === undefined || to <= trial.now) {
      setWrong(
        say(
          `Il tempo va solo avanti: dopo ${formatDateTime(trial.now)}.`,
          `Time only goes forward: after ${formatDateTime(trial.now)}.`,
        ),
      );
      return;
    }
    setWrong(undefined);
    void move.run(to);
  };
  const running = trial.state === 'running';
  return (
    <Card title={say('Tempo della prova', 'Time of the trial')}>
      <p class="lfm-clock">
        <time dateTime={new Date(trial.now).toISOString()}>
          {formatLongDate(trial.now)}, {formatTime(trial.now)}
        </time>
      </p>
      {next.error === undefined ? null : <ErrorAlert error={next.error} />}
      {move.error === undefined ? null : <ErrorAlert error={move.error} />}
      {!running ? null : (
        <div class="lf-actions lfm-below">
          {trial.nextTimer === null ? null : (
            <Button size="xs" icon="it-clock" busy={next.busy} disabled={move.busy} onClick={() => void next.run()}>
              {say(
                `Vai a «${trial.nextTimer.elementName}», ${formatDateTime(trial.nextTimer.at)}`,
                `Go to “${trial.nextTimer.elementName}”, ${formatDateTime(trial.nextTimer.at)}`,
              )}
            </Button>
          )}
          {leaps.map(({ label, ms }) => (
            <Button
              key={ms}
              size="xs"
              variant="outline-primary"
              disabled={move.busy || next.busy}
              onClick={() => void move.run(trial.now + ms)}
            >
              {label}
            </Button>
          ))}
          {choosing ? null : (
            <Button
              size="xs"
              variant="outline-primary"
              icon="it-calendar"
              onClick={() => {
                setDay(nextMorning(trial.now));
                setChoosing(true);
              }}
            >
              {say('Vai a una data', 'Go to a date')}
            </Button>
          )}
        </div>
      )}
      {choosing && running ? (
        <form
          class="lfm-date-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DateField
            label={say('Giorno', 'Day')}
            value={day}
            min={isoDate(trial.now)}
            onChange={setDay}
            error={wrong}
          />
          <TextField label={say('Ora', 'Time')} value={time} onChange={setTime} autocomplete="off" />
          <Button type="submit" size="xs" busy={move.busy}>
            {say('Vai', 'Go')}
          </Button>
        </form>
      ) : null}
    </Card>
  );
};
