/* What pages do beyond forms and links; each works without it. */
"use strict";
