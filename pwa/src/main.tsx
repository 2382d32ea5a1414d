/** The browser's way in: the app over the real replica. */
import "./parts/tokens.css";
import "./parts/shell.css";
import { start } from "./app";
import { openSessions } from "./sync/sessions";

void start(openSessions());
