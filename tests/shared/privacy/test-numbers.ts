/** Of Skatteverket's published test numbers (open data, CC0): nobody has them and nobody ever will. */
export const TEST_PERSONAL_NUMBERS = [
	'199001012385',
	'200002292399',
	'202402292383',
	'190001019801',
	'189001019802',
	'200001012384'
] as const;
/** The last two without a full date of birth. */
export const TEST_COORDINATION_NUMBERS = [
	'202601612381',
	'202601622380',
	'202601912393',
	'191401682396',
	'191406652386',
	'197001782395',
	'191500722390',
	'191711602399'
] as const;
