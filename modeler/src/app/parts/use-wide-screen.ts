import { useEffect, useState } from '@libro-firma/desk/kit';

/** Room for palette, canvas and form side by side, CSS pixels; below it a drawing is looked at only. */
const wideQuery = '(min-width: 768px)';

export const useWideScreen = (): boolean => {
  const [wide, setWide] = useState(() => window.matchMedia(wideQuery).matches);
  useEffect(() => {
    const media = window.matchMedia(wideQuery);
    const update = (): void => setWide(media.matches);
    update();
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, []);
  return wide;
};
