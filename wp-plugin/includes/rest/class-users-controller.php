<?php
/**
 * WordPress users to choose an affiliate's login from.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\Service_User;
use WP_REST_Request;
use WP_User;
use WP_User_Query;

defined( 'ABSPATH' ) || exit;

/**
 * `users?search=`: the first 20 by name.
 */
final class Users_Controller {

	const MOST_USERS = 20;

	public function register_routes(): void {
		$search = array(
			'methods'             => 'GET',
			'permission_callback' => array( Access::class, 'owner' ),
			'callback'            => array( $this, 'search' ),
			'args'                => array(
				'search' => array(
					'type'      => 'string',
					'default'   => '',
					'maxLength' => 100,
				),
			),
		);
		register_rest_route( Access::ROUTES_NAMESPACE, '/users', $search );
	}

	/**
	 * Finds users by login, e-mail or name.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Carries `search`.
	 * @return array<int,array{id:int,name:string,email:string}>
	 */
	public function search( WP_REST_Request $request ): array {
		$text  = trim( (string) $request['search'], " *\t\n" );
		$query = new WP_User_Query(
			array(
				'search'         => '' === $text ? '' : "*$text*",
				'search_columns' => array( 'user_login', 'user_email', 'display_name' ),
				'role__not_in'   => array( Service_User::ROLE ),
				'orderby'        => 'display_name',
				'number'         => self::MOST_USERS,
				'count_total'    => false,
			)
		);
		return array_map(
			static function ( WP_User $user ): array {
				return array(
					'id'    => $user->ID,
					'name'  => $user->display_name,
					'email' => $user->user_email,
				);
			},
			$query->get_results()
		);
	}
}
