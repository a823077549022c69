const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded text: no page has such an address.
    return undefined;
  }
};

/**
 * `protocollo/registro/:id` against `/protocollo/registro/12` gives `{ id: '12' }`; `undefined` where it does not fit.
 * Slashes at the ends do not count.
 */
export const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
  const wanted = pattern.split('/').filter((part) => part !== '');
  const given = path.split('/').filter((part) => part !== '');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = decode(given[place] ?? '');
    if (value === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
};
