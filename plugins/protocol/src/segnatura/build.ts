import { paddedNumber, WITHOUT_VALUE } from '../label.js';
import type { CaseFile, ClassEntry, Correspondent, RegisteredDocument, Registration, RegistryArea } from '../ports.js';
import { romeTime } from '../rome.js';
import type { NamedPerson } from './names.js';
import { ownAdministration, outsideParty } from './parties.js';
import { element, serialized, type XmlElement } from './xml.js';

/** What the segnatura says. */
export interface SegnaturaContent extends Pick<
  Registration,
  'area' | 'number' | 'at' | 'direction' | 'subject' | 'sender' | 'recipients' | 'documents' | 'confidential'
> {
  readonly registerCode: string;
  /** Who signed the main document, as their certificates name them. */
  readonly signers: readonly NamedPerson[];
  /** From the top of the scheme down to the entry itself. */
  readonly classPath: readonly ClassEntry[];
  readonly caseFile: CaseFile | undefined;
  /** The seal is a demo one. */
  readonly demo: boolean;
}

const identifier = ({ area, registerCode, number, at }: SegnaturaContent): XmlElement => {
  const { date, time, offset } = romeTime(at);
  return element('Identificatore', [
    element('CodiceAmministrazione', area.administration.ipaCode, { descrizione: area.administration.name }),
    element('CodiceAOO', area.ipaCode, { descrizione: area.description }),
    element('CodiceRegistro', registerCode),
    element('NumeroRegistrazione', paddedNumber(number)),
    element('DataRegistrazione', date),
    element('OraRegistrazione', `${time}${offset}`),
  ]);
};

/** `CodicePath`: one level inside the other, each with its own title. */
const levels = ([first, ...rest]: readonly ClassEntry[]): XmlElement[] =>
  first === undefined
    ? []
    : [
        element('Livello', first.code.split('.').at(-1) ?? first.code, { descrizione: first.title }),
        ...(rest.length === 0 ? [] : [element('SubLivello', levels(rest))]),
      ];

const classification = (path: readonly ClassEntry[]): XmlElement =>
  element('Classifica', [element('Denominazione', path.at(-1)?.title ?? ''), element('CodicePath', levels(path))]);

const document = (name: string, entry: RegisteredDocument, description: string | undefined): XmlElement =>
  element(
    name,
    [
      description === undefined ? undefined : element('Descrizione', description),
      element('Impronta', Buffer.from(entry.digest, 'hex').toString('base64'), { algoritmo: 'SHA-256' }),
      entry.signed ? element('firmatoDigitalmente', [element('UnDetached', 'true')]) : undefined,
    ],
    { nomeFile: entry.name, mimeType: entry.mediaType },
  );

const isOwn = (party: Correspondent, area: RegistryArea): boolean =>
  party.office !== undefined || (party.kind === 'administration' && party.ipaCode === area.administration.ipaCode);

const party = (entry: Correspondent, area: RegistryArea, signers: readonly NamedPerson[] = []): XmlElement =>
  isOwn(entry, area) ? ownAdministration(area, entry, signers) : outsideParty(entry);

/**
 * The segnatura without its seal, which `ds:Signature` adds as the last child (schema 3.0.0). With a demo seal the subject,
 * which every receiving system shows, and the main document say that it is without legal value.
 */
export const segnaturaXml = (content: SegnaturaContent): string => {
  const { area, subject, demo, documents } = content;
  const [main, ...attachments] = documents;
  // The schema wants somebody: an act of a serial register that goes to nobody stays in its own area.
  const recipients = content.recipients.length > 0 ? content.recipients : [content.sender];
  if (main === undefined) throw new Error('a segnatura without a main document');
  return serialized(
    element(
      'SegnaturaInformatica',
      [
        element('Intestazione', [
          identifier(content),
          element('Oggetto', demo ? `${WITHOUT_VALUE} - ${subject}` : subject),
          classification(content.classPath),
          content.caseFile &&
            element('Fascicolo', [
              element('Denominazione', content.caseFile.title),
              element('CodiceFascicolo', content.caseFile.code),
            ]),
          element('Riservato', String(content.confidential)),
        ]),
        element('Descrizione', [
          element('Mittente', [party(content.sender, area, content.signers)]),
          ...recipients.map((recipient) =>
            element('Destinatario', [party(recipient, area)], { confermaRicezione: 'false', perConoscenza: 'false' }),
          ),
          document('DocumentoPrimario', main, demo ? WITHOUT_VALUE : undefined),
          ...attachments.map((attachment) => document('Allegato', attachment, undefined)),
        ]),
      ],
      { versione: '3.0.0', lang: 'it' },
    ),
  );
};
