/** File name endings that a desktop runs, or that carry macros. */
const ENDINGS = new Set(
  (
    'exe dll com scr pif cpl msi msp bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta lnk reg jar class apk dmg pkg ' +
    'sh bash run elf so dylib py pl rb php docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm xll'
  ).split(' '),
);

const starts = (bytes: Uint8Array, ...values: number[]): boolean => values.every((value, i) => bytes[i] === value);

/** Whether the first bytes are those of a program: Windows, ELF, Mach-O, Java, or a script with an interpreter line. */
export const beginsAsProgram = (head: Uint8Array): boolean =>
  starts(head, 0x4d, 0x5a) ||
  starts(head, 0x7f, 0x45, 0x4c, 0x46) ||
  starts(head, 0xfe, 0xed, 0xfa, 0xce) ||
  starts(head, 0xfe, 0xed, 0xfa, 0xcf) ||
  starts(head, 0xce, 0xfa, 0xed, 0xfe) ||
  starts(head, 0xcf, 0xfa, 0xed, 0xfe) ||
  starts(head, 0xca, 0xfe, 0xba, 0xbe) ||
  starts(head, 0x23, 0x21);

/** Whether the file's name says that a desktop would run it. */
export const namedAsProgram = (name: string): boolean => {
  // Windows ignores dots and blanks at the end.
  const ending = /\.([^.]+)$/.exec(name.toLowerCase().replace(/[. ]+$/, ''))?.[1];
  return ending !== undefined && ENDINGS.has(ending);
};
