/** What a voice message may be; beyond it the candidate is asked to type. */
export const voiceLimits = {
  /** One voice message, s: longer than any platform's usual one, short enough to be read again by its sender. */
  seconds: 300,
  /** Of the file as the platform hands it over: 5 minutes of the heaviest codec we read are about 1.5 MB. */
  bytes: 4 * 1024 * 1024,
  /** In one conversation; a file sent for transcription costs money. */
  perConversation: 40,
  /** On their way at the same time. */
  atOnce: 5,
} as const;

/** Samples a second of everything that is sent to be written down. */
export const sampleRate = 16_000;
