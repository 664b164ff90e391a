// The entry point of every page. Pages work without it; each island makes one thing quicker, and tells at its top which
// attributes it reads. What is large or rare (dragging) is loaded when a page needs it.
import { startBoard } from "./board";
import { startColumns } from "./columns";
import { startCopy } from "./copy";
import { startDialogs } from "./dialog";
import { startFilters } from "./filters";
import { startForms } from "./forms";
import { startInline } from "./inline";
import { startKeys } from "./keys";
import { startMenus } from "./menu";
import { startOffline } from "./offline";
import { startPalette } from "./palette";
import { startPeek } from "./peek";
import { startPick } from "./pick";
import { startRepeat } from "./repeat";
import { startRequests } from "./requests";
import { startSelect } from "./select";
import { startTheme } from "./theme";
import { startToasts } from "./toast";

startRequests();
startToasts();
startDialogs();
startMenus();
startPalette();
startPeek();
startSelect();
startInline();
startFilters();
startForms();
startRepeat();
startPick();
startCopy();
startColumns();
startBoard();
startTheme();
startOffline();
startKeys();
