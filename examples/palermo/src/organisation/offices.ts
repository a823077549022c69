import type { Office, Sector } from '@libro-firma/plugin-organisation';

/** Since when the organisation is as it is here. */
export const SINCE = '2019-01-07';

export const sectors: readonly Sector[] = [
  { id: 'segreteria', name: 'Area Segreteria Generale e Affari Istituzionali', validFrom: SINCE },
  { id: 'risorse', name: 'Area Risorse Umane e Innovazione', validFrom: SINCE },
  { id: 'finanze', name: 'Area Ragioneria, Tributi e Patrimonio', validFrom: SINCE },
  { id: 'opere', name: 'Area Opere Pubbliche e Manutenzioni', validFrom: SINCE },
  { id: 'urbanistica', name: 'Area Urbanistica e Ambiente', validFrom: SINCE },
  { id: 'cittadini', name: 'Area Servizi al Cittadino, Sociali e Cultura', validFrom: SINCE },
];

export interface OfficePlan {
  readonly id: string;
  readonly name: string;
  readonly sector: string;
  /** People whose desk is there. */
  readonly people: number;
  /** Its director's post is vacant: the director of this office holds it too. */
  readonly directedBy?: string;
}

/** 18 offices with 231 people. The first of each sector is the one that its head directs. */
export const officePlans: readonly OfficePlan[] = [
  { id: 'segreteria-generale', name: 'Ufficio Segreteria Generale', sector: 'segreteria', people: 12 },
  {
    id: 'protocollo',
    name: 'Ufficio Protocollo, Albo Pretorio e Archivio',
    sector: 'segreteria',
    people: 12,
    directedBy: 'segreteria-generale',
  },
  { id: 'contratti', name: 'Ufficio Contratti e Repertorio', sector: 'segreteria', people: 12 },
  { id: 'personale', name: 'Ufficio Personale', sector: 'risorse', people: 12 },
  {
    id: 'formazione',
    name: 'Ufficio Organizzazione e Formazione',
    sector: 'risorse',
    people: 12,
    directedBy: 'personale',
  },
  { id: 'sistemi', name: 'Ufficio Sistemi Informativi e Transizione Digitale', sector: 'risorse', people: 14 },
  { id: 'ragioneria', name: 'Ragioneria Generale', sector: 'finanze', people: 16 },
  { id: 'tributi', name: 'Ufficio Tributi', sector: 'finanze', people: 12 },
  { id: 'patrimonio', name: 'Ufficio Patrimonio', sector: 'finanze', people: 12, directedBy: 'ragioneria' },
  { id: 'infrastrutture', name: 'Ufficio Infrastrutture e Servizi a Rete', sector: 'opere', people: 12 },
  { id: 'gare', name: 'Ufficio Gare e Appalti', sector: 'opere', people: 12 },
  { id: 'strade', name: 'Ufficio Strade e Mobilità', sector: 'opere', people: 12 },
  { id: 'pianificazione', name: 'Ufficio Pianificazione Urbanistica', sector: 'urbanistica', people: 12 },
  { id: 'edilizia', name: 'Sportello Unico per l’Edilizia', sector: 'urbanistica', people: 15 },
  { id: 'ambiente', name: 'Ufficio Ambiente e Verde', sector: 'urbanistica', people: 12 },
  { id: 'servizi-sociali', name: 'Ufficio Servizi Sociali', sector: 'cittadini', people: 15 },
  { id: 'anagrafe', name: 'Ufficio Anagrafe e Stato Civile', sector: 'cittadini', people: 15 },
  { id: 'cultura', name: 'Ufficio Cultura e Biblioteche', sector: 'cittadini', people: 12 },
];

export const offices: readonly Office[] = officePlans.map(({ id, name, sector }) => ({
  id,
  name,
  sector,
  validFrom: SINCE,
}));
