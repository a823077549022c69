import type { Holder, Role, SignatureBook } from '@libro-firma/plugin-organisation';
import { officePlans, SINCE } from './offices.js';

/** The register in which outgoing notes are numbered. */
export const PROTOCOL_REGISTER = 'protocollo-generale';

const at = (role: Role, office: string): Holder => ({ role, office });

interface BookPlan {
  readonly office: string;
  readonly clerkCheck: boolean;
  /** Office whose director signs too: the head of the sector. */
  readonly secondSigner?: string;
  /** Office whose director stands in for the first signer. Never the second signer as well. */
  readonly substitute: string;
}

const plans: readonly BookPlan[] = [
  { office: 'segreteria-generale', clerkCheck: false, substitute: 'contratti' },
  { office: 'protocollo', clerkCheck: false, substitute: 'contratti' },
  { office: 'contratti', clerkCheck: true, secondSigner: 'segreteria-generale', substitute: 'personale' },
  { office: 'personale', clerkCheck: true, substitute: 'sistemi' },
  { office: 'formazione', clerkCheck: false, substitute: 'sistemi' },
  { office: 'sistemi', clerkCheck: false, substitute: 'personale' },
  { office: 'ragioneria', clerkCheck: false, substitute: 'tributi' },
  { office: 'tributi', clerkCheck: true, secondSigner: 'ragioneria', substitute: 'personale' },
  { office: 'patrimonio', clerkCheck: false, substitute: 'tributi' },
  { office: 'infrastrutture', clerkCheck: false, substitute: 'strade' },
  { office: 'gare', clerkCheck: true, secondSigner: 'infrastrutture', substitute: 'strade' },
  { office: 'strade', clerkCheck: false, substitute: 'gare' },
  { office: 'pianificazione', clerkCheck: false, substitute: 'ambiente' },
  { office: 'edilizia', clerkCheck: true, secondSigner: 'pianificazione', substitute: 'ambiente' },
  { office: 'ambiente', clerkCheck: false, substitute: 'edilizia' },
  { office: 'servizi-sociali', clerkCheck: true, substitute: 'anagrafe' },
  { office: 'anagrafe', clerkCheck: false, substitute: 'cultura' },
  { office: 'cultura', clerkCheck: false, substitute: 'anagrafe' },
];

const nameOf = (office: string): string => officePlans.find((plan) => plan.id === office)?.name ?? office;

const ofOffice = ({ office, clerkCheck, secondSigner, substitute }: BookPlan): SignatureBook => ({
  id: `lf-${office}`,
  name: nameOf(office),
  office,
  positions: {
    requester: [at('drafter', office), at('procedureManager', office)],
    clerk: [at('registry', office)],
    initials: [at('procedureManager', office)],
    signer1: [at('director', office)],
    ...(secondSigner === undefined ? {} : { signer2: [at('director', secondSigner)] }),
    substitute: [at('director', substitute)],
    accounting: [at('accounting', 'ragioneria')],
  },
  clerkCheck,
  register: PROTOCOL_REGISTER,
  validFrom: SINCE,
});

/** For notes of the whole sector: its three offices ask, its head signs alone. */
const ofSector: SignatureBook = {
  id: 'lf-area-opere',
  name: 'Area Opere Pubbliche e Manutenzioni',
  office: 'infrastrutture',
  positions: {
    requester: ['infrastrutture', 'gare', 'strade'].flatMap((office) => [
      at('drafter', office),
      at('procedureManager', office),
    ]),
    clerk: [at('registry', 'infrastrutture')],
    initials: ['infrastrutture', 'gare', 'strade'].map((office) => at('procedureManager', office)),
    signer1: [at('director', 'infrastrutture')],
    substitute: [at('director', 'strade')],
    accounting: [at('accounting', 'ragioneria')],
  },
  clerkCheck: false,
  register: PROTOCOL_REGISTER,
  validFrom: SINCE,
};

/** 19 signature books: one an office, one of a sector. */
export const books: readonly SignatureBook[] = [...plans.map(ofOffice), ofSector];
