/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "vouch-desk-answers.h"
#include "vouch-traffic.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EXCHANGE (vouch_exchange_get_type ())
G_DECLARE_FINAL_TYPE (VouchExchange, vouch_exchange, VOUCH, EXCHANGE, GObject)

VouchExchange *vouch_exchange_new (VouchDesk *desk,
                                   VouchTraffic *traffic,
                                   SoupServerMessage *message,
                                   const char *trace) G_GNUC_WARN_UNUSED_RESULT;

VouchDesk *vouch_exchange_get_desk (VouchExchange *self);
VouchTraffic *vouch_exchange_get_traffic (VouchExchange *self);
SoupServerMessage *vouch_exchange_get_message (VouchExchange *self);
gint64 vouch_exchange_get_account (VouchExchange *self);
void vouch_exchange_set_account (VouchExchange *self, gint64 account);
const char *vouch_exchange_get_param (VouchExchange *self);
void vouch_exchange_set_param (VouchExchange *self, const char *param);

const char *vouch_exchange_get_header (VouchExchange *self, const char *name);
void vouch_exchange_set_header (VouchExchange *self, const char *name, const char *value);
void vouch_exchange_set_number (VouchExchange *self, const char *name, gint64 value);
gint64 vouch_exchange_get_body_length (VouchExchange *self);
GBytes *vouch_exchange_get_body (VouchExchange *self);
void vouch_exchange_body_arrived (VouchExchange *self);

gboolean vouch_exchange_is_answered (VouchExchange *self);
void vouch_exchange_answer (VouchExchange *self, guint status, const char *type, GBytes *body);
void vouch_exchange_answer_tagged (VouchExchange *self,
                                   const char *type,
                                   GBytes *body,
                                   const char *cache_control);
void vouch_exchange_refuse (VouchExchange *self, VouchProblem *problem);

void vouch_exchange_hold (VouchExchange *self);
void vouch_exchange_resume (VouchExchange *self);
void vouch_exchange_drop (VouchExchange *self);
void vouch_exchange_finished (VouchExchange *self);

G_END_DECLS
