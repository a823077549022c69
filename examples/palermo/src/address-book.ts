/** Recipients that the demo knows. All of them are invented; the domains belong to nobody (RFC 2606). */
export const addressBook = [
  {
    kind: 'administration',
    name: 'Città Metropolitana di Palermo - Direzione Viabilità',
    email: 'viabilita@cittametropolitana.palermo.example',
    pec: 'viabilita@pec.cittametropolitana.palermo.example',
    address: 'Via Maqueda 100, 90134 Palermo PA',
    ipaCode: 'cm_pa_demo',
  },
  {
    kind: 'administration',
    name: 'Regione Siciliana - Assessorato Infrastrutture',
    email: 'infrastrutture@regione.sicilia.example',
    pec: 'infrastrutture@pec.regione.sicilia.example',
    address: 'Via Leonardo da Vinci 161, 90145 Palermo PA',
    ipaCode: 'r_sicili_demo',
  },
  {
    kind: 'administration',
    name: 'Prefettura di Palermo - Area I',
    email: 'area1@prefettura.palermo.example',
    address: 'Via Cavour 6, 90133 Palermo PA',
  },
  {
    kind: 'company',
    name: 'Conca d’Oro Costruzioni S.r.l.',
    email: 'gare@concadorocostruzioni.example',
    pec: 'concadoro@pec.concadorocostruzioni.example',
    address: 'Viale Regione Siciliana 1200, 90129 Palermo PA',
    taxCode: '01234567897',
  },
  {
    kind: 'company',
    name: 'Mondello Servizi Ambientali Soc. Coop.',
    email: 'amministrazione@mondelloservizi.example',
    address: 'Via Galatea 44, 90151 Palermo PA',
  },
  {
    kind: 'person',
    name: 'Rosalia Santoro',
    email: 'rosalia.santoro@posta.example',
    address: 'Via del Vespro 9, 90127 Palermo PA',
  },
  {
    kind: 'person',
    name: 'Nicolò Ferraro',
    email: 'nicolo.ferraro@posta.example',
    address: 'Corso Calatafimi 300, 90131 Palermo PA',
  },
] as const;
