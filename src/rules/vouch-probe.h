/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-completeness.h"

G_BEGIN_DECLS

/*
 * What the checks of single kinds share; private to this layer.
 *
 * A VouchCheck is one run over a portfolio. A VouchProbe is one question of that run: a constraint
 * on a requirement, with the items it applies to. The check of a kind tells the probe what it saw,
 * item by item; the probe keeps the worst, and turns it into a finding.
 */
typedef struct {
  VouchPortfolio *portfolio;
  VouchDefinition *definition;
  const VouchSurroundings *around;
  GHashTable *items;       /* requirement id → GPtrArray of VouchItem, transcripts left out */
  GHashTable *transcripts; /* requirement id → GPtrArray of VouchItem */
} VouchCheck;

typedef struct {
  VouchCheck *check;
  VouchRequirement *requirement;
  VouchConstraint *constraint;
  GPtrArray *items;
  VouchResult result;
  VouchFix fix;
  const char *attribute; /* an interned name */
  gboolean together;     /* what was said is about all items at once */
  char *message;
  char *label;
  GPtrArray *concerned;
  GPtrArray *hits; /* (nullable) (element-type VouchHit) */
} VouchProbe;

void
vouch_check_init (VouchCheck *check, VouchPortfolio *portfolio, const VouchSurroundings *around);
void vouch_check_clear (VouchCheck *check);
GPtrArray *vouch_check_items (VouchCheck *check, const char *requirement);
GPtrArray *vouch_check_transcripts (VouchCheck *check, const char *requirement);
guint vouch_check_count_pages (VouchCheck *check, const char *text, const VouchPageLayout *layout);

void vouch_probe_init (VouchProbe *probe,
                       VouchCheck *check,
                       VouchRequirement *requirement,
                       VouchConstraint *constraint);
void vouch_probe_clear (VouchProbe *probe);
void vouch_probe_include_transcripts (VouchProbe *probe);
VouchFinding *
vouch_probe_finish (VouchProbe *probe, const char *id, const char *part) G_GNUC_WARN_UNUSED_RESULT;

void vouch_probe_say (VouchProbe *probe,
                      VouchResult result,
                      VouchItem *item,
                      VouchFix fix,
                      const char *format,
                      ...) G_GNUC_PRINTF (5, 6);
void vouch_probe_pass (VouchProbe *probe, VouchItem *item);
void vouch_probe_add_hit (VouchProbe *probe, VouchHit *hit);
void vouch_probe_ask_attribute (VouchProbe *probe, VouchItem *item, const char *attribute);
void vouch_probe_label (VouchProbe *probe, const char *format, ...) G_GNUC_PRINTF (2, 3);
VouchFacts *vouch_probe_facts (VouchProbe *probe, VouchItem *item);
VouchFacts *vouch_probe_sent_facts (VouchProbe *probe, VouchItem *item);
char *vouch_probe_name (VouchProbe *probe, VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_probe_number (VouchProbe *probe, const char *name, double *value);

gboolean vouch_item_is_typed (VouchItem *item);
gboolean vouch_item_is_recording (VouchItem *item);
gboolean vouch_item_shows_at (VouchItem *item, gint64 at_ms);

G_END_DECLS
