import type { Correspondent, RegistryArea } from '../ports.js';
import { personName, type NamedPerson } from './names.js';
import { element, optional, type XmlElement } from './xml.js';

/** `CodiceFiscaleType` of the schema: of a person. */
const PERSON_CODE = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
/** `PartitaIVA` of the schema takes 11 digits only, also where it is called *PIVAoCF*. */
const ELEVEN_DIGITS = /^\d{11}$/;

const matching = (text: string | undefined, pattern: RegExp): string | undefined => {
  const trimmed = text?.trim().toUpperCase();
  return trimmed !== undefined && pattern.test(trimmed) ? trimmed : undefined;
};

/**
 * Electronic addresses only: the postal address of the schema wants a CAP of six digits (`CAPType`), which no Italian CAP
 * has. The register keeps it.
 */
const contacts = (name: string, party: Correspondent): XmlElement | undefined => {
  const addresses = [
    party.email && element('IndirizzoTelematico', party.email, { tipo: 'smtp' }),
    party.pec && element('IndirizzoTelematico', party.pec, { tipo: 'smtp', note: 'PEC' }),
  ].filter((each) => each !== undefined && each !== '');
  return addresses.length === 0 ? undefined : element(name, addresses as XmlElement[]);
};

const person = (named: NamedPerson, party?: Correspondent): XmlElement => {
  const { givenName, familyName } = personName(named);
  return element('PersonaFisica', [
    element('Nome', givenName),
    element('Cognome', familyName),
    optional('CodiceFiscale', matching(party?.taxCode, PERSON_CODE)),
    party && contacts('Contatti', party),
  ]);
};

/** This administration: its area, the office that the document comes from or goes to, and who signed. */
export const ownAdministration = (
  area: RegistryArea,
  party: Correspondent,
  signers: readonly NamedPerson[],
): XmlElement =>
  element('Amministrazione', [
    element('DenominazioneAmministrazione', area.administration.name),
    optional('CFAmministrazione', matching(area.administration.taxCode, ELEVEN_DIGITS)),
    element('CodiceIPAAmministrazione', area.administration.ipaCode, { descrizione: area.administration.name }),
    element('CodiceIPAAOO', area.ipaCode, { descrizione: area.description }),
    area.pec === undefined
      ? undefined
      : element('ContattiAOO', [element('IndirizzoTelematico', area.pec, { tipo: 'smtp', note: 'PEC' })]),
    party.office && element('CodiceIPAUO', party.office.id, { descrizione: party.office.name }),
    ...signers.map((signer) => person(signer)),
  ]);

/** Somebody outside, as `SoggettoType` wants them. An administration without an IPA code counts as a legal person. */
export const outsideParty = (party: Correspondent): XmlElement => {
  if (party.kind === 'person') return person(party, party);
  if (party.kind === 'administration' && party.ipaCode !== undefined && party.ipaCode !== '') {
    return element('Amministrazione', [
      element('DenominazioneAmministrazione', party.name),
      optional('CFAmministrazione', matching(party.taxCode, ELEVEN_DIGITS)),
      element('CodiceIPAAmministrazione', party.ipaCode),
      contacts('ContattiAmministrazione', party),
    ]);
  }
  return element('PersonaGiuridica', [
    element('Denominazione', party.name),
    optional('PIVAoCF', matching(party.taxCode, ELEVEN_DIGITS)),
    contacts('ContattiPersonaGiuridica', party),
  ]);
};
