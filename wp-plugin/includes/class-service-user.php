<?php
/**
 * The WordPress user that the sidecar acts as.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * A user and a role of its own: it may read what commissions depend on and write coupons, and nobody can log in as it.
 */
final class Service_User {

	const LOGIN = 'finders-fee-service';
	const ROLE  = 'finders_fee_service';

	const CAPABILITIES = array(
		'read'                          => true,
		'manage_woocommerce'            => true,
		'list_users'                    => true,
		'read_private_shop_orders'      => true,
		'read_private_products'         => true,
		'manage_product_terms'          => true,
		'read_private_shop_coupons'     => true,
		'publish_shop_coupons'          => true,
		'edit_shop_coupons'             => true,
		'edit_others_shop_coupons'      => true,
		'edit_published_shop_coupons'   => true,
		'edit_private_shop_coupons'     => true,
		'delete_shop_coupons'           => true,
		'delete_others_shop_coupons'    => true,
		'delete_published_shop_coupons' => true,
		'delete_private_shop_coupons'   => true,
	);

	/**
	 * The user's id; makes user and role when they are not there.
	 *
	 * @return int|WP_Error
	 */
	public static function ensure() {
		remove_role( self::ROLE );
		add_role( self::ROLE, 'Finder\'s Fee service', self::CAPABILITIES );
		$user = get_user_by( 'login', self::LOGIN );
		if ( $user ) {
			$user->set_role( self::ROLE );
			return $user->ID;
		}
		return wp_insert_user(
			array(
				'user_login'           => self::LOGIN,
				'user_pass'            => wp_generate_password( 64 ),
				// Reserved by RFC 2606: no mail to this user can ever leave the site.
				'user_email'           => self::LOGIN . '@store.invalid',
				'display_name'         => 'Finder\'s Fee',
				'role'                 => self::ROLE,
				'show_admin_bar_front' => 'false',
			)
		);
	}

	/**
	 * Removes user and role. On a network the user goes from the whole network, since this plugin made it.
	 */
	public static function remove(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user = get_user_by( 'login', self::LOGIN );
		if ( $user && is_multisite() ) {
			remove_user_from_blog( $user->ID, get_current_blog_id() );
			if ( array() === get_blogs_of_user( $user->ID ) ) {
				require_once ABSPATH . 'wp-admin/includes/ms.php';
				wpmu_delete_user( $user->ID );
			}
		} elseif ( $user ) {
			// Coupons made through it stay: without an heir WordPress deletes what has an author, and some shops' coupons do.
			wp_delete_user( $user->ID, get_current_user_id() );
		}
		remove_role( self::ROLE );
	}
}
