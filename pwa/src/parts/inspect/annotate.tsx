/**
 * A picture marked with the finger before it is kept: an arrow, a circle, a face made unrecognisable.
 * Promises: what is blurred is gone from the pixels that are kept, not covered; the kept picture is at most 300 kB; its
 * hash is taken of what is kept, once, when it is.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text";
import { compress, PICTURE_BYTES_MAX, type Picture } from "../picture";
import { useSheet } from "../sheet";
import { FilterBar } from "./filter-bar";
import { blurred, drawArrow, drawCircle, type Point } from "./marks";
import "./visit-more.css";

type Tool = "arrow" | "circle" | "blur";
const TOOLS: readonly Tool[] = ["arrow", "circle", "blur"];
const QUALITY = 0.8;

interface Mark {
  readonly tool: Tool;
  readonly from: Point;
  readonly to: Point;
}

interface Props {
  readonly picture: Picture;
  /** The device had no room for it: it stays here. */
  readonly full: boolean;
  readonly onKeep: (picture: Picture) => void;
  readonly onDrop: () => void;
}

export function Annotate({ picture, full, onKeep, onDrop }: Props): JSX.Element {
  const sheet = useSheet(true, onDrop);
  const board = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageBitmap>(null);
  const tool = useSignal<Tool>("arrow");
  const marks = useSignal<readonly Mark[]>([]);
  const drawing = useSignal<Mark | null>(null);
  const paint = () => {
    const pen = board.current?.getContext("2d", { willReadFrequently: true });
    if (!pen || !image.current) return;
    pen.drawImage(image.current, 0, 0);
    for (const mark of [...marks.peek(), ...(drawing.peek() ? [drawing.peek() as Mark] : [])]) draw(pen, mark);
  };
  useEffect(() => {
    void createImageBitmap(picture.blob).then((made) => {
      image.current = made;
      paint();
    });
    return () => image.current?.close();
  }, [picture]);
  useEffect(paint, [marks.value, drawing.value]);
  const keep = async () => {
    if (marks.value.length === 0) return onKeep(picture);
    const blob = await new Promise<Blob | null>((made) => board.current?.toBlob(made, "image/jpeg", QUALITY));
    if (!blob) return;
    const marked: Picture = { ...picture, blob };
    onKeep(blob.size <= PICTURE_BYTES_MAX ? marked : ((await compress(blob)) ?? marked));
  };
  const undo = () => {
    marks.value = marks.value.slice(0, -1);
  };
  const at = (event: PointerEvent): Point => {
    const box = (board.current as HTMLCanvasElement).getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * picture.width,
      ((event.clientY - box.top) / box.height) * picture.height,
    ];
  };
  return (
    <dialog ref={sheet} class="sheet" aria-labelledby="mark-title" onClose={onDrop}>
      <h2 id="mark-title">{t("insp.mark")}</h2>
      <canvas
        ref={board}
        class="annotate"
        width={picture.width}
        height={picture.height}
        role="img"
        aria-label={t("insp.mark.how")}
        onPointerDown={(event) => {
          board.current?.setPointerCapture(event.pointerId);
          drawing.value = { tool: tool.value, from: at(event), to: at(event) };
        }}
        onPointerMove={(event) => {
          if (drawing.value) drawing.value = { ...drawing.value, to: at(event) };
        }}
        onPointerUp={() => {
          if (drawing.value) marks.value = [...marks.value, drawing.value];
          drawing.value = null;
        }}
      />
      <FilterBar
        label={t("insp.mark")}
        options={TOOLS}
        words={(one) => t(`insp.mark.${one}`)}
        chosen={tool.value}
        onChoose={(one) => {
          tool.value = one;
        }}
      />
      {full && (
        <p class="wrong-words" role="alert">
          {t("photo.unsaved")}
        </p>
      )}
      <div class="sheet-acts">
        <button type="button" class="btn soft" onClick={marks.value.length > 0 ? undo : onDrop}>
          {t(marks.value.length > 0 ? "undo" : "insp.photo.drop")}
        </button>
        <button type="button" class="btn" onClick={() => void keep()}>
          {t("insp.photo.keep")}
        </button>
      </div>
    </dialog>
  );
}

function draw(pen: CanvasRenderingContext2D, { tool, from, to }: Mark): void {
  if (tool === "blur") blurred(pen, from, to);
  else if (tool === "circle") drawCircle(pen, from, to);
  else drawArrow(pen, from, to);
}
