<?php
/**
 * The words of the admin page's shell.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * The same words as the script's (admin-ui/src/admin/tabs.ts), so that nothing changes under the reader's eyes when it takes over.
 */
final class Admin_Words {

	/**
	 * Tabs in their order, each with its word and the sentence under it.
	 *
	 * @return array<string,array{string,string}>
	 */
	public static function tabs(): array {
		return array(
			'overview'      => array(
				__( 'Overview', 'finders-fee' ),
				__( 'What your affiliates’ coupons and links sold, and what that earned them. Days are those of your shop; refunds are already taken off the commission.', 'finders-fee' ),
			),
			'commissions'   => array(
				__( 'Commissions', 'finders-fee' ),
				__( 'Every coupon and referral link on every order, with what it earned and why. Open a row for the whole calculation.', 'finders-fee' ),
			),
			'affiliates'    => array(
				__( 'Affiliates', 'finders-fee' ),
				__( 'The people who earn when an order uses their coupon or comes through their link.', 'finders-fee' ),
			),
			'coupons'       => array(
				__( 'Coupons', 'finders-fee' ),
				__( 'Your shop’s coupons and who earns with each. A coupon without an owner earns nobody anything.', 'finders-fee' ),
			),
			'offline-sales' => array(
				__( 'Offline sales', 'finders-fee' ),
				__( 'Sales outside the shop that an affiliate brought: at a fair, by phone, in another system. Each earns by its coupon.', 'finders-fee' ),
			),
			'customers'     => array(
				__( 'Customers', 'finders-fee' ),
				__( 'Who bought, and the referral code that stays with them: the coupon of their first paid order.', 'finders-fee' ),
			),
			'reports'       => array(
				__( 'Reports', 'finders-fee' ),
				__( 'What sold and what it earned, by day, affiliate, coupon, program or channel. Refunds are already taken off the commission.', 'finders-fee' ),
			),
			'payouts'       => array(
				__( 'Payouts', 'finders-fee' ),
				__( 'What is to be sent to your affiliates, and what was. Finder’s Fee moves no money: you send it, and record it here.', 'finders-fee' ),
			),
			'programs'      => array(
				__( 'Programs', 'finders-fee' ),
				__( 'The terms under which affiliates earn: the rate, what it is a share of, and how long a commission is on hold.', 'finders-fee' ),
			),
			'settings'      => array(
				__( 'Settings', 'finders-fee' ),
				__( 'What holds for the whole shop, and whether everything is connected.', 'finders-fee' ),
			),
		);
	}

	public static function not_started(): string {
		return __( 'This page’s script did not start. Reload the page; if that does not help, deactivate plugins that change wp-admin, or look into the browser’s console. Your shop and your affiliates’ commissions are not affected.', 'finders-fee' );
	}
}
