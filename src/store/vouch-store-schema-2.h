/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The second step of the schema, one text a subject.  vouch-store-schema.c says the conventions.
 */

/* What can be searched for. */
#define SEARCH_2 ""

/* Every file once, placed or not, with what was said of it once for all its places. */
#define EVIDENCE_2 ""

/* Class lists, scans of forms. */
#define PEOPLE_2 ""

/* Growth plans: goals of a school year, check-ins, people consulted. */
#define PLAN_2 ""

/* Answers: what citations in the text need. */
#define WRITING_2 ""

/* Tables of student results. */
#define RESULTS_2 ""

/* Work that goes on after a restart. */
#define SENDING_2 ""

/* What the person prefers. */
#define PREFERENCES_2 ""
