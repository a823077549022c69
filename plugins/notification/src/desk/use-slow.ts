import { useEffect, useState } from '@libro-firma/desk/kit';

/** The value once it has stood still for a moment: what is typed is not asked letter by letter. */
export const useSlow = <T>(value: T, ms = 300): T => {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return slow;
};
