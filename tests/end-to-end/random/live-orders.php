<?php
/**
 * Lets orders live at random through WooCommerce's own engine, as JSON in the environment asks: new ones come from the cart, over REST or out of
 * wp-admin, known ones are edited, refunded, thrown away. Prints what was done to each. The same seed does the same.
 */

$plan = json_decode( (string) getenv( 'FINDERS_FEE_PLAN' ), true );
wp_set_current_user( 1 );
wc_load_cart();

$lives = array();
foreach ( $plan['orders'] as $life ) {
	mt_srand( $life['seed'] );
	$log      = array();
	$order_id = $life['orderId'];
	try {
		if ( 0 === $order_id ) {
			$order_id = place_order( $plan, $life['index'], $log );
		}
		for ( $events = $life['events']; $events > 0 && wc_get_order( $order_id ); --$events ) {
			live_on( $plan, $order_id, $log );
		}
	} catch ( Exception $exception ) {
		$log[] = 'refused: ' . $exception->getMessage();
	}
	$lives[] = array(
		'index'   => $life['index'],
		'orderId' => (int) $order_id,
		'log'     => $log,
	);
}
echo wp_json_encode( $lives );

function between( int $min, int $max ): int {
	return mt_rand( $min, $max );
}

function chance( float $probability ): bool {
	return mt_rand( 0, 999999 ) < $probability * 1000000;
}

function pick( array $things ) {
	return $things[ array_keys( $things )[ mt_rand( 0, count( $things ) - 1 ) ] ];
}

/** Some of them, in their order. */
function some( array $things ): array {
	return array_filter( $things, fn() => chance( 0.5 ) );
}

/** Up to so many different ones, in any order. */
function a_few( array $things, int $most ): array {
	$left = $things;
	$few  = array();
	for ( $count = between( 0, $most ); $count > 0 && $left; --$count ) {
		$key   = array_keys( $left )[ mt_rand( 0, count( $left ) - 1 ) ];
		$few[] = $left[ $key ];
		unset( $left[ $key ] );
	}
	return $few;
}

/** An amount somewhere between nothing and much, often finer than the store prints. */
function an_amount(): string {
	return pick(
		array(
			between( 1, 120 ) . '',
			between( 0, 90 ) . '.' . between( 10, 99 ),
			between( 0, 90 ) . '.' . between( 10, 99 ),
			between( 0, 40 ) . '.' . between( 100000, 999999 ) . between( 100000, 999999 ),
			between( 0, 9 ) . '.' . pick( array( '005', '015', '995', '4999999', '333333333333', '0049' ) ),
			'0',
		)
	);
}

/** Mostly one or two, as buyers have them. */
function coupons( array $plan ): array {
	return chance( 0.1 ) ? array() : array_merge( array( pick( $plan['codes'] ) ), chance( 0.5 ) ? array( pick( $plan['codes'] ) ) : array(), chance( 0.2 ) ? array( pick( $plan['codes'] ) ) : array() );
}

function place_order( array $plan, int $index, array &$log ): int {
	$way   = pick( array( 'cart', 'cart', 'rest', 'rest', 'admin' ) );
	$log[] = "placed by $way";
	return 'cart' === $way ? from_cart( $plan, $index, $log ) : ( 'rest' === $way ? over_rest( $plan, $index, $log ) : out_of_admin( $plan, $index, $log ) );
}

function from_cart( array $plan, int $index, array &$log ): int {
	$cart = WC()->cart;
	$cart->empty_cart();
	WC()->customer->set_billing_location( a_country(), '', '10115', 'Berlin' );
	WC()->customer->set_shipping_location( WC()->customer->get_billing_country(), '', '10115', 'Berlin' );
	for ( $lines = between( 1, 4 ); $lines > 0; --$lines ) {
		list( $product, $variation ) = a_product( $plan );
		$cart->add_to_cart( $product, a_quantity(), $variation, $variation ? array( 'attribute_size' => wc_get_product( $variation )->get_attributes()['size'] ) : array() );
	}
	foreach ( coupons( $plan ) as $code ) {
		$log[] = $cart->apply_coupon( $code ) ? "coupon $code" : "coupon $code refused";
	}
	$fee     = chance( 0.3 ) ? a_fee() : null;
	$add_fee = function ( WC_Cart $cart ) use ( $fee ) {
		$cart->fees_api()->add_fee(
			array(
				'name'    => 'Fee',
				'amount'  => $fee['total'],
				'taxable' => 'taxable' === $fee['tax_status'],
			)
		);
	};
	if ( $fee ) {
		add_action( 'woocommerce_cart_calculate_fees', $add_fee );
	}
	$cart->calculate_totals();
	$order_id = WC()->checkout()->create_order(
		array(
			'payment_method'  => 'cod',
			'billing_email'   => "buyer-$index@example.com",
			'billing_country' => WC()->customer->get_billing_country(),
		)
	);
	remove_action( 'woocommerce_cart_calculate_fees', $add_fee );
	wc_clear_notices();
	if ( is_wp_error( $order_id ) ) {
		throw new Exception( $order_id->get_error_message() );
	}
	WC()->session->set( 'order_awaiting_payment', null );
	$order = wc_get_order( $order_id );
	if ( chance( 0.2 ) ) {
		$order->update_meta_data( ...a_click( $plan ) );
	}
	$order->set_status( a_status( 0.85 ) );
	$order->save();
	return $order_id;
}

function over_rest( array $plan, int $index, array &$log ): int {
	$lines = array();
	for ( $count = chance( 0.08 ) ? 0 : between( 1, 4 ); $count > 0; --$count ) {
		$lines[] = a_rest_line( $plan );
	}
	$order = array(
		'status'         => a_status( 0.85 ),
		'set_paid'       => chance( 0.5 ),
		'billing'        => array(
			'email'   => "buyer-$index@example.com",
			'country' => a_country(),
		),
		'line_items'     => $lines,
		'shipping_lines' => chance( 0.6 ) ? array( a_shipping() ) : array(),
		'fee_lines'      => chance( 0.35 ) || ! $lines ? array( a_fee() + array( 'name' => 'Fee' ) ) : array(),
		'coupon_lines'   => array_map( fn( $code ) => array( 'code' => $code ), array_values( array_unique( coupons( $plan ) ) ) ),
	);
	if ( chance( 0.2 ) ) {
		$order['currency'] = pick( $plan['currencies'] );
	}
	if ( chance( 0.2 ) ) {
		list( $key, $value )  = a_click( $plan );
		$order['meta_data'][] = compact( 'key', 'value' );
	}
	try {
		return (int) rest( 'POST', '/wc/v3/orders', $order, $log )['id'];
	} catch ( Exception $exception ) {
		// The order that was refused stays behind as a draft.
		$log[]                 = $exception->getMessage() . '; one coupon after the other';
		$order['coupon_lines'] = array();
		$order_id              = (int) rest( 'POST', '/wc/v3/orders', $order, $log )['id'];
		foreach ( $plan['codes'] as $code ) {
			apply_coupon( wc_get_order( $order_id ), $code, $log );
		}
		return $order_id;
	}
}

function out_of_admin( array $plan, int $index, array &$log ): int {
	$order = wc_create_order();
	$order->set_billing_email( "buyer-$index@example.com" );
	$order->set_billing_country( a_country() );
	if ( chance( 0.2 ) ) {
		$order->set_currency( pick( $plan['currencies'] ) );
	}
	for ( $count = between( 1, 4 ); $count > 0; --$count ) {
		list( $product, $variation ) = a_product( $plan );
		$own                         = chance( 0.3 ) ? array(
			'subtotal' => an_amount(),
			'total'    => an_amount(),
		) : array();
		$order->add_product( wc_get_product( $variation ? $variation : $product ), a_quantity(), $own );
	}
	add_extras( $order );
	$order->calculate_totals( chance( 0.9 ) );
	foreach ( coupons( $plan ) as $code ) {
		apply_coupon( $order, $code, $log );
	}
	$order->set_status( a_status( 0.85 ) );
	$order->save();
	return $order->get_id();
}

function live_on( array $plan, int $order_id, array &$log ): void {
	$order   = wc_get_order( $order_id );
	$refunds = $order->get_refunds();
	$events  = array( 'status', 'coupon', 'coupon', 'add', 'edit', 'edit', 'refund', 'refund', 'refund', 'refund', 'recalculate' );
	if ( $refunds ) {
		array_push( $events, 'unrefund', 'edit', 'recalculate' );
	}
	if ( $order->get_coupon_codes() && chance( 0.1 ) ) {
		$events = array( 'uncoupon' );
	}
	if ( chance( 0.06 ) ) {
		$events = array_merge( array( 'trash', 'delete', 'currency', 'price' ), $plan['isLast'] ? array( 'anew' ) : array() );
	}
	if ( 'trash' === $order->get_status() ) {
		$events = array( 'untrash', 'untrash', 'status' );
	}
	$event = pick( $events );
	$log[] = $event;
	try {
		switch ( $event ) {
			case 'status':
				$status = a_status( 0.75 );
				$log[]  = "to $status";
				chance( 0.5 ) ? rest( 'PUT', "/wc/v3/orders/$order_id", array( 'status' => $status ), $log ) : $order->update_status( $status );
				break;
			case 'coupon':
				$code = pick( $plan['codes'] );
				if ( chance( 0.5 ) ) {
					apply_coupon( $order, $code, $log );
				} else {
					$codes = array_map( fn( $code ) => array( 'code' => $code ), array_merge( $order->get_coupon_codes(), array( $code ) ) );
					rest( 'PUT', "/wc/v3/orders/$order_id", array( 'coupon_lines' => $codes ), $log );
				}
				break;
			case 'uncoupon':
				foreach ( a_few( $order->get_coupon_codes(), 2 ) as $code ) {
					$log[] = "without $code";
					$order->remove_coupon( $code );
				}
				$order->save();
				break;
			case 'add':
				if ( chance( 0.5 ) ) {
					list( $product, $variation ) = a_product( $plan );
					$order->add_product( wc_get_product( $variation ? $variation : $product ), between( 1, 3 ) );
				}
				add_extras( $order );
				$order->calculate_totals( chance( 0.8 ) );
				break;
			case 'edit':
				edit( $order, $log );
				break;
			case 'recalculate':
				chance( 0.5 ) ? $order->recalculate_coupons() : $order->calculate_totals( chance( 0.7 ) );
				$order->save();
				break;
			case 'refund':
				refund( $order, $log );
				break;
			case 'unrefund':
				$refund    = pick( $refunds );
				$refund_id = $refund->get_id();
				if ( chance( 0.5 ) ) {
					rest( 'DELETE', "/wc/v3/orders/$order_id/refunds/$refund_id", array( 'force' => true ), $log );
				} else {
					$refund->delete( true );
					do_action( 'woocommerce_refund_deleted', $refund_id, $order_id );
				}
				break;
			case 'trash':
				rest( 'DELETE', "/wc/v3/orders/$order_id", array(), $log );
				break;
			case 'untrash':
				$order->untrash();
				break;
			case 'delete':
				rest( 'DELETE', "/wc/v3/orders/$order_id", array( 'force' => true ), $log );
				break;
			case 'currency':
				$order->set_currency( pick( $plan['currencies'] ) );
				$order->save();
				break;
			case 'price':
				$coupon = new WC_Coupon( pick( $plan['codes'] ) );
				$coupon->set_amount( between( 0, 60 ) );
				$coupon->save();
				break;
			case 'anew':
				// The same code, and another coupon, which is nobody's yet.
				$code   = pick( $plan['codes'] );
				$log[]  = $code;
				$coupon = new WC_Coupon( $code );
				$coupon->delete( chance( 0.5 ) );
				$coupon = new WC_Coupon();
				$coupon->set_code( $code );
				$coupon->set_discount_type( 'percent' );
				$coupon->set_amount( 20 );
				$coupon->save();
				apply_coupon( $order, $code, $log );
				break;
		}
	} catch ( Exception $exception ) {
		$log[] = 'refused: ' . $exception->getMessage();
	}
}

function edit( WC_Order $order, array &$log ): void {
	$lines = $order->get_items( array( 'line_item', 'fee', 'shipping' ) );
	if ( ! $lines ) {
		return;
	}
	$item   = pick( $lines );
	$id     = $item->get_id();
	$edited = array( 'id' => $id );
	$key    = array(
		'line_item' => 'line_items',
		'fee'       => 'fee_lines',
		'shipping'  => 'shipping_lines',
	)[ $item->get_type() ];
	if ( chance( 0.1 ) ) {
		$log[] = "remove $id";
		$order->remove_item( $id );
		$order->calculate_totals( chance( 0.8 ) );
		return;
	}
	if ( 'line_items' === $key ) {
		$edited['quantity'] = between( 1, 6 );
		if ( chance( 0.6 ) ) {
			$edited['subtotal'] = an_amount();
			$edited['total']    = chance( 0.5 ) ? $edited['subtotal'] : an_amount();
		}
		if ( chance( 0.05 ) ) {
			$edited['total'] = '-' . an_amount();
		}
	} else {
		$edited['total'] = ( 'fee_lines' === $key && chance( 0.5 ) ? '-' : '' ) . an_amount();
	}
	rest( 'PUT', '/wc/v3/orders/' . $order->get_id(), array( $key => array( $edited ) ), $log );
}

function refund( WC_Order $order, array &$log ): void {
	$remaining = (float) $order->get_remaining_refund_amount();
	$kind      = pick( array( 'amount', 'amount', 'everything', 'pieces', 'pieces', 'pieces', 'odd', 'odd', 'tax', 'extras', 'pieces only' ) );
	$lines     = array();
	$sum       = 0.0;
	$types     = array( 'extras' => array( 'fee', 'shipping' ) )[ $kind ] ?? array( 'line_item', 'fee', 'shipping' );
	$items     = 'amount' === $kind ? array() : $order->get_items( $types );
	foreach ( 'everything' === $kind ? $items : some( $items ) as $id => $item ) {
		$quantity = $item->get_quantity();
		$pieces   = 'everything' === $kind ? $quantity : min( $quantity, between( 0, (int) ceil( $quantity ) ) ) + ( chance( 0.1 ) ? 2 : 0 );
		$part     = 'everything' === $kind ? 1 : ( 'extras' === $kind ? pick( array( 1, 1, 0.5 ) ) : ( $quantity > 0 ? $pieces / $quantity : 1 ) );
		if ( 'odd' === $kind ) {
			$part = between( chance( 0.1 ) ? -50 : 0, 150 ) / 100;
		}
		$is_money = 'pieces only' !== $kind;
		$total    = 'tax' === $kind || ! $is_money ? 0 : round( (float) $item->get_total() * $part, pick( array( 2, 2, wc_get_price_decimals(), 6 ) ) );
		$taxes    = array();
		foreach ( $item->get_taxes()['total'] ?? array() as $rate => $tax ) {
			$back = $is_money && ( 'odd' !== $kind || chance( 0.6 ) ) ? round( (float) $tax * ( 'tax' === $kind ? pick( array( 1, 0.5 ) ) : $part ), 2 ) : 0;
			$taxes[ $rate ] = $back;
			$sum           += $back;
		}
		$sum          += $total;
		$lines[ $id ] = array(
			'qty'          => 'tax' === $kind ? 0 : $pieces,
			'refund_total' => $total,
			'refund_tax'   => $taxes,
		);
	}
	$amount = 'amount' === $kind ? $remaining * between( 0, chance( 0.15 ) ? 120 : 50 ) / 100 : $sum;
	if ( 'amount' !== $kind && chance( 0.25 ) ) {
		$amount = $remaining * between( 0, 100 ) / 100;
	}
	$amount = wc_format_decimal( max( 0, min( $amount, $remaining ) ), wc_get_price_decimals() );
	$log[]  = "$kind, $amount";
	if ( chance( 0.5 ) ) {
		$rest_lines = array();
		foreach ( $lines as $id => $line ) {
			$taxes = array();
			foreach ( $line['refund_tax'] as $rate => $tax ) {
				$taxes[] = array(
					'id'           => $rate,
					'refund_total' => $tax,
				);
			}
			$rest_lines[] = array(
				'id'           => $id,
				'quantity'     => $line['qty'],
				'refund_total' => $line['refund_total'],
				'refund_tax'   => $taxes,
			);
		}
		$body = array(
			'amount'     => $amount,
			'line_items' => $rest_lines,
			'api_refund' => false,
		);
		rest( 'POST', '/wc/v3/orders/' . $order->get_id() . '/refunds', $body, $log );
		return;
	}
	$made = wc_create_refund(
		array(
			'order_id'   => $order->get_id(),
			'amount'     => $amount,
			'line_items' => $lines,
		)
	);
	if ( is_wp_error( $made ) ) {
		throw new Exception( $made->get_error_message() );
	}
}

function apply_coupon( WC_Order $order, string $code, array &$log ): void {
	$done  = $order->apply_coupon( $code );
	$log[] = is_wp_error( $done ) ? "coupon $code refused" : "coupon $code";
}

function add_extras( WC_Order $order ): void {
	if ( chance( 0.5 ) ) {
		$shipping = new WC_Order_Item_Shipping();
		$shipping->set_method_title( 'Parcel' );
		$shipping->set_method_id( 'flat_rate' );
		$shipping->set_total( an_amount() );
		$order->add_item( $shipping );
	}
	if ( chance( 0.3 ) ) {
		$given = a_fee();
		$fee   = new WC_Order_Item_Fee();
		$fee->set_name( 'Fee' );
		$fee->set_amount( $given['total'] );
		$fee->set_total( $given['total'] );
		$fee->set_tax_status( $given['tax_status'] );
		$order->add_item( $fee );
	}
}

function a_product( array $plan ): array {
	$ids = pick( $plan['products'] );
	return count( $ids ) > 1 ? array( $ids[0], pick( array_slice( $ids, 1 ) ) ) : array( $ids[0], 0 );
}

function a_rest_line( array $plan ): array {
	list( $product, $variation ) = a_product( $plan );
	$line                        = array(
		'product_id'   => $product,
		'variation_id' => $variation,
		'quantity'     => between( 1, 5 ),
	);
	if ( chance( 0.3 ) ) {
		$line['subtotal'] = an_amount();
		$line['total']    = chance( 0.6 ) ? $line['subtotal'] : an_amount();
	}
	return $line;
}

/** @return int|float */
function a_quantity() {
	return has_filter( 'woocommerce_stock_amount', 'floatval' ) && chance( 0.7 ) ? pick( array( 0.5, 1.25, 2.375, 0.001 ) ) : between( 1, 5 );
}

function a_shipping(): array {
	return array(
		'method_id'    => 'flat_rate',
		'method_title' => 'Parcel',
		'total'        => an_amount(),
	);
}

function a_fee(): array {
	return array(
		'total'      => ( chance( 0.4 ) ? '-' : '' ) . an_amount(),
		'tax_status' => chance( 0.6 ) ? 'taxable' : 'none',
	);
}

function a_country(): string {
	return chance( 0.8 ) ? 'DE' : 'CH';
}

function a_status( float $earning ): string {
	return chance( $earning ) ? pick( array( 'processing', 'completed' ) ) : pick( array( 'pending', 'on-hold', 'failed', 'cancelled', 'refunded' ) );
}

/** By somebody's link, some time ago. */
function a_click( array $plan ): array {
	$seconds = time() - pick( array( 60, 3600, 86400 * 6, 86400 * 29, 86400 * 31 ) );
	return array( $plan['clickKey'], pick( $plan['links'] ) . '.' . $seconds );
}

function rest( string $method, string $route, array $body, array &$log ): array {
	$request = new WP_REST_Request( $method, $route );
	'DELETE' === $method ? $request->set_query_params( $body ) : $request->set_body_params( $body );
	$answer = rest_do_request( $request );
	if ( $answer->is_error() ) {
		throw new Exception( "$method $route: " . $answer->as_error()->get_error_message() );
	}
	return (array) $answer->get_data();
}
