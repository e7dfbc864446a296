// Pictures small enough to keep in a repository: 16 steps per channel, a palette, packed as far as PNG
// (W3C, third edition) goes. The library that reads them writes none with a palette.

import zlib from 'node:zlib';
import { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = -1;
  for (const byte of body) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeInt32BE(~crc, body.length + 4);
  return whole;
}

/** The colour that stands for all within `bits` of a step, as one number. */
function stepOf(data, at, bits) {
  const mask = (0xff << bits) & 0xff;
  const middle = 1 << (bits - 1);
  const [red, green, blue] = [0, 1, 2].map((channel) => (data[at + channel] & mask) | middle);
  return (red << 16) | (green << 8) | blue;
}

/** The palette and each pixel's place in it, or nothing where it has no room for all colours. */
function indexed({ width, height, data }, bits) {
  const places = new Map();
  // Each row begins with its filter: none, which packs few colours best.
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = stepOf(data, (y * width + x) * 4, bits);
      if (!places.has(colour)) places.set(colour, places.size);
      rows[y * (width + 1) + x + 1] = places.get(colour);
    }
    if (places.size > MOST_COLOURS) return undefined;
  }
  const palette = Buffer.from([...places.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  return { palette, rows };
}

/** A picture as the bytes of a small PNG. The same picture gives the same bytes. */
export function encode(picture) {
  // A photograph has more colours than text; coarser steps fit any.
  const { palette, rows } = indexed(picture, 4) ?? indexed(picture, 5) ?? indexed(picture, 6);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const packed = zlib.deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function decode(bytes) {
  return PNG.sync.read(bytes);
}
