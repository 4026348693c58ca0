/** The tables of a font file (OpenType 1.9, « Organization of an OpenType font »). */

/** The same font with that table, in the place of its own if it had one. */
export function withTable(sfnt: Buffer, tag: string, data: Buffer): Buffer {
  const count = sfnt.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, at) => sfnt.subarray(12 + 16 * at, 28 + 16 * at));
  const own = records.map((record): [string, Buffer] => {
    const start = record.readUInt32BE(8);
    return [record.toString('latin1', 0, 4), sfnt.subarray(start, start + record.readUInt32BE(12))];
  });
  const tables = new Map([...own, [tag, data]]);
  return joined(
    sfnt.readUInt32BE(0),
    [...tables].sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

function joined(version: number, tables: [string, Buffer][]): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.length);
  const power = Math.floor(Math.log2(tables.length));
  head.writeUInt32BE(version, 0);
  for (const [at, value] of [tables.length, 16 * 2 ** power, power, 16 * (tables.length - 2 ** power)].entries())
    head.writeUInt16BE(value, 4 + 2 * at);
  const bodies: Buffer[] = [];
  let start = head.length;
  for (const [at, [tag, data]] of tables.entries()) {
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    head.write(tag, 12 + 16 * at, 'latin1');
    for (const [word, value] of [checksum(padded), start, data.length].entries())
      head.writeUInt32BE(value, 16 + 16 * at + 4 * word);
    bodies.push(padded);
    start += padded.length;
  }
  return Buffer.concat([head, ...bodies]);
}
