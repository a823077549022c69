import type { JSX } from 'preact';

/** An e-mail address that, where it is too long for its line, goes on below at the @ or at a point. */
export const MailAddress = ({ address }: { readonly address: string }): JSX.Element => (
  <span class="lf-mail-address">{address.split(/(?=[@.])/).map((part, place) => [<wbr key={place} />, part])}</span>
);
