/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-exchange.h"

G_BEGIN_DECLS

void vouch_route_upload_options (VouchExchange *exchange);
void vouch_route_upload_create (VouchExchange *exchange);
void vouch_route_upload_offset (VouchExchange *exchange);
void vouch_route_upload_append (VouchExchange *exchange);
void vouch_route_upload_terminate (VouchExchange *exchange);

G_END_DECLS
