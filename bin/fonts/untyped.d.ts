/** The two packages below bring no types: what of them is used here. */
declare module 'subset-font' {
  type Axis = number | { min: number; max: number; default: number };
  type Options = {
    targetFormat: 'sfnt' | 'woff2';
    variationAxes: Record<string, Axis>;
    keepFeatures: string[];
    dropTables?: string[];
    noHinting: boolean;
  };
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}

declare module 'fontverter' {
  const fontverter: { convert(font: Buffer, format: 'sfnt' | 'woff2'): Promise<Buffer> };
  export default fontverter;
}
