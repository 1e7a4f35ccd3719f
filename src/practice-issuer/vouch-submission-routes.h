/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-exchange.h"

G_BEGIN_DECLS

void vouch_route_open (VouchExchange *exchange);
void vouch_route_state (VouchExchange *exchange);
void vouch_route_withdraw (VouchExchange *exchange);
void vouch_route_manifest (VouchExchange *exchange);
void vouch_route_seal (VouchExchange *exchange);
void vouch_route_decision (VouchExchange *exchange);
void vouch_route_credential (VouchExchange *exchange);
void vouch_route_file (VouchExchange *exchange);

G_END_DECLS
