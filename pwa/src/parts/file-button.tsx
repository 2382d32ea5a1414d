/** A button that chooses a file: the browser's own control over it, in our words. */
import type { JSX } from "preact";
import "./keeping.css";

interface FileButtonProps {
  readonly words: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** Whether choosing a file is what the screen is for just now. */
  readonly main?: boolean;
}

export function FileButton({ words, accept, onFile, main }: FileButtonProps): JSX.Element {
  return (
    <label class={main ? "btn file" : "btn soft file"}>
      {words}
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.blur();
          if (file) onFile(file);
        }}
        onClick={(event) => {
          // The same file chosen again, corrected meanwhile, is read again.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
