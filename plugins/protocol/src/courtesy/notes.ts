import { WITHOUT_VALUE } from '../label.js';
import type { Registration } from '../ports.js';
import { italianDate, romeTime } from '../rome.js';
import type { CopyNotes } from './make.js';

/** "Protocollo n. 0000123/2026 del 03/03/2026", "Repertorio n. ...". */
const reference = ({ register, label, date, trial }: Registration): string => {
  const what = register.kind === 'protocol' ? 'Protocollo' : 'Repertorio';
  return `${what} ${trial ? '' : 'n. '}${label} del ${italianDate(date)}`;
};

const voided = ({ voiding }: Registration): string =>
  voiding === undefined
    ? ''
    : ` - REGISTRAZIONE ANNULLATA il ${italianDate(romeTime(voiding.at).date)} (${voiding.act})`;

const FEMININE = /^(Agenzia|Azienda|Camera|Città|Comunità|Provincia|Regione|Unione|Università)\b/;
const MASCULINE = /^(Comune|Consiglio|Consorzio|Dipartimento|Libero Consorzio|Ministero)\b/;

/** "del Comune di Palermo", "della Regione Siciliana", "dell’Unione dei Comuni"; without an article where it is not sure. */
const ofAdministration = (name: string): string => {
  if (FEMININE.test(name)) return /^[AEIOU]/.test(name) ? `dell’${name}` : `della ${name}`;
  return MASCULINE.test(name) ? `del ${name}` : `di ${name}`;
};

const original = ({ documents, sender, area }: Registration): string => {
  const signers = sender.signers ?? [];
  const signed =
    documents[0]?.signed !== true
      ? 'Originale informatico'
      : signers.length === 0
        ? 'Originale firmato digitalmente'
        : `Originale firmato digitalmente da ${signers.join(', ')}`;
  return `${signed}, conservato agli atti ${ofAdministration(area.administration.name)}`;
};

/** What the copy of a registered document says about itself: that it is one, of what, and that it is not signed. */
export const copyNotes = (registration: Registration): CopyNotes => {
  const { area, register, label, demo, at } = registration;
  const value = demo ? `${WITHOUT_VALUE} - ` : '';
  return {
    title: `${value}Copia di cortesia ${label}`,
    header: [
      `${value}${area.administration.name} - ${register.name}`,
      `${reference(registration)}${voided(registration)}`,
    ],
    footer: [
      `${value}Copia di cortesia, priva di firma digitale - ${reference(registration)}${voided(registration)}`,
      original(registration),
    ],
    at,
  };
};

/** `copia-cortesia-0000123-2026.pdf` */
export const copyName = ({ label }: Registration): string => `copia-cortesia-${label.replace(/[^\w]+/g, '-')}.pdf`;
