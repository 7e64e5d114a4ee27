declare module "@echogarden/fvad-wasm" {
  /** WebRTC's voice activity detection (libfvad): addresses are those of its own memory, samples 16 bit. */
  export type Fvad = {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_set_mode(detector: number, mode: 0 | 1 | 2 | 3): number;
    _fvad_set_sample_rate(detector: number, rate: number): number;
    /** 1 = speech, 0 = none, -1 = a frame of a wrong length. */
    _fvad_process(detector: number, frame: number, samples: number): number;
  };
  export default function fvad(): Promise<Fvad>;
}
