import { refuse } from './errors.js';
import type { ProtocolData } from './ports.js';
import { TRIAL_REGISTER_CODE } from './register/register.js';

interface Problem {
  /** JSON pointer into the data. */
  readonly where: string;
  readonly message: string;
}

/** `CodiceRegistroType` of the segnatura's schema. */
const REGISTER_CODE = /^[A-Za-z0-9_.-]{1,16}$/;
const ID = /^[\w.-]{1,64}$/;
/** Titolo, classe, sottoclasse. */
const CLASS_CODE = /^[A-Za-z0-9]{1,8}(\.[A-Za-z0-9]{1,8}){0,2}$/;

const isText = (text: string, max: number): boolean => text.trim() !== '' && text.length <= max;

/** @throws LibroFirmaError `protocol.import-invalid`, with every problem under `details.problems` */
export const checkImport = (data: ProtocolData): void => {
  const problems: Problem[] = [];
  const check = (good: boolean, where: string, message: string): void => {
    if (!good) problems.push({ where, message });
  };
  data.areas?.forEach((area, at) => {
    const where = `/areas/${at}`;
    check(ID.test(area.id), `${where}/id`, 'Da 1 a 64 lettere, cifre, punti, trattini.');
    check(isText(area.description, 300), `${where}/description`, 'Da 1 a 300 caratteri.');
    check(isText(area.administration.name, 300), `${where}/administration/name`, 'Da 1 a 300 caratteri.');
    check(isText(area.administration.ipaCode, 64), `${where}/administration/ipaCode`, 'Il codice IPA dell’ente.');
    check(isText(area.ipaCode, 64), `${where}/ipaCode`, 'Il codice IPA dell’AOO.');
  });
  data.registers?.forEach((register, at) => {
    const where = `/registers/${at}`;
    check(ID.test(register.id), `${where}/id`, 'Da 1 a 64 lettere, cifre, punti, trattini.');
    check(
      REGISTER_CODE.test(register.code) && register.code.toUpperCase() !== TRIAL_REGISTER_CODE,
      `${where}/code`,
      `Da 1 a 16 lettere, cifre, «_», «.» o «-» (CodiceRegistro della segnatura); «${TRIAL_REGISTER_CODE}» è riservato.`,
    );
    check(isText(register.description, 300), `${where}/description`, 'Da 1 a 300 caratteri.');
    const { opening } = register;
    if (opening === undefined) return;
    check(isFirstNumber(opening.firstNumber), `${where}/opening/firstNumber`, 'Un intero da 1 a 99999999.');
    check(isText(opening.act, 500), `${where}/opening/act`, 'L’atto che dispone l’apertura, fino a 500 caratteri.');
    check(isText(opening.by, 200), `${where}/opening/by`, 'La persona che apre il registro.');
  });
  const codes = new Set<string>();
  data.classification?.forEach(({ code, title }, at) => {
    const where = `/classification/${at}`;
    check(
      CLASS_CODE.test(code),
      `${where}/code`,
      'Fino a tre livelli di lettere e cifre separati da un punto: VI.3.1.',
    );
    check(!codes.has(code), `${where}/code`, `La voce ${code} è ripetuta.`);
    check(isText(title, 300), `${where}/title`, 'Da 1 a 300 caratteri.');
    codes.add(code);
  });
  if (problems.length > 0) {
    throw refuse('import-invalid', {
      more: problems.map(({ where, message }) => `${where}: ${message}`).join(' '),
      details: { problems: problems.map((problem) => ({ ...problem })) },
    });
  }
};

/** Where a register may begin. */
export const isFirstNumber = (number: number): boolean =>
  Number.isInteger(number) && number >= 1 && number <= 99_999_999;
