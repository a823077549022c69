import { apiUrl, Badge, Card, formatDateTime, localized, say, type JSX } from '@libro-firma/desk/kit';
import type { TraceAnswer } from '../api/trial-answers.js';

/** What the steps did instead of the real thing: mails, numbers, documents. */
export const TrialTraces = ({ traces }: { readonly traces: readonly TraceAnswer[] }): JSX.Element => (
  <Card title={say('Che cosa ne è venuto', 'What came of it')}>
    {traces.length === 0 ? (
      <p class="lf-muted">
        {say(
          'Ancora niente. Qui compaiono i documenti, i numeri di prova e le mail che sarebbero partite.',
          'Nothing yet. Documents, trial numbers and the mails that would have been sent show up here.',
        )}
      </p>
    ) : (
      <ul class="lfm-traces">
        {traces.map((trace, place) => (
          <li key={place}>
            <p>
              <Badge kind="trial">{localized(trace.label)}</Badge> <strong>{trace.title}</strong>
            </p>
            {trace.text === undefined || trace.text === '' ? null : <p class="lfm-trace-text">{trace.text}</p>}
            {trace.file === undefined ? null : (
              <p>
                <a href={apiUrl(trace.file)} target="_blank" rel="noopener">
                  {say('Apri il documento', 'Open the document')}
                  <span class="visually-hidden">
                    {say(` «${trace.title}» in una nuova scheda`, ` “${trace.title}” in a new tab`)}
                  </span>
                </a>
              </p>
            )}
            <p class="lf-muted">
              <time dateTime={new Date(trace.at).toISOString()}>{formatDateTime(trace.at)}</time>
            </p>
          </li>
        ))}
      </ul>
    )}
  </Card>
);
