/** How much one file may cost; beyond it the file is refused and the reading process killed. */
export const limits = {
  /** Bytes of the file itself. */
  fileBytes: 10 * 1024 * 1024,
  /** Entries of a zip container. */
  zipEntries: 2000,
  /** Bytes of all unpacked entries that are read, counted while they stream, and of what an entry may claim. */
  unpackedBytes: 20 * 1024 * 1024,
  /** Unpacked over packed bytes of an entry of more than a megabyte. */
  zipRatio: 100,
  pages: 50,
  textChars: 60_000,
  /** Processor time of one file, its process's start included. */
  processorMilliseconds: 8_000,
  /** Wall clock of one file: its process has the lowest priority, and on a busy machine it waits more than it works. */
  milliseconds: 60_000,
  /** So long a file is read only while nobody else needs the processor. */
  patientMilliseconds: 2_000,
  /** Wall clock where the system does not tell processor time. */
  blindMilliseconds: 10_000,
  /** Memory of the reading process, its program included. */
  residentBytes: 230 * 1024 * 1024,
  heapMegabytes: 128,
  /** Width x height of a picture. */
  pixels: 50_000_000,
  /** Files that wait for their turn, and their bytes together. */
  waiting: 50,
  waitingBytes: 20 * 1024 * 1024,
} as const;
