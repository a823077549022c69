import { onePage, PdfBuilder } from '../../../plugins/documents/test/support/pdf-builder.js';
import { shared } from '../../support/shared.js';

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

/** The one that LibreOffice made, where it is at hand; else one with all that tells a reader that a key is needed. */
export const encrypted = (): Buffer =>
  shared.has('pdf')
    ? shared.read('pdf/libreoffice-encrypted.pdf')
    : new PdfBuilder()
        .save(
          {
            ...onePage(),
            6: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>`,
          },
          { trailer: `/Encrypt 6 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]` },
        )
        .bytes();

const withoutScript = { 1: '<< /Type /Catalog /Pages 2 0 R >>' };
const scripted = (): PdfBuilder => new PdfBuilder().save(onePage(`/OpenAction ${SCRIPT}`));

/** A script in the revision that is shown. */
export const withScript = (): Buffer => scripted().bytes();
/** A script in a revision that the next one has replaced. */
export const onceWithScript = (): Buffer => scripted().save(withoutScript).bytes();
/** The same, and the script packed away in an object stream. */
export const oncePackedScript = (): Buffer =>
  new PdfBuilder().savePacked({ 6: SCRIPT }, onePage('/OpenAction 6 0 R')).save(withoutScript).bytes();
